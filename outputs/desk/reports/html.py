"""A report as one HTML file that needs nothing else: to be sent, kept and printed."""

from __future__ import annotations

import re

from markupsafe import Markup

from outputs.desk.reports.gathering import Report
from outputs.desk.settings import Settings
from outputs.desk.templating import FOLDER, environment

SHEETS = ("desk.css", "source.css", "report.css")
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")


def html(report: Report) -> str:
    """The report as the desk shows it, without links into a desk that its reader may not reach."""
    style = "\n".join((FOLDER / "static" / name).read_text("utf-8") for name in SHEETS)
    template = environment(Settings(store="")).get_template("report_alone.html")
    return template.render(report=report, alone=True, style=Markup(_FONT.sub("", style)))  # ours, not a bulletin's
