"""Following: targets against what was reported on them, indicators over time and by region, flags by body and month."""
