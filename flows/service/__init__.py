"""What stands between runs: the Prefect server, its worker and the desk as one service, and the runs that it schedules."""
