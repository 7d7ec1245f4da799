"""A report as PDF: typeset by Typst from a fixed template. What bulletins say goes in as data, never as markup."""

from __future__ import annotations

import json
from pathlib import Path

from outputs.desk import fonts
from outputs.desk.reports.gathering import Report
from outputs.errors import StoreError

TEMPLATE = Path(__file__).with_name("report.typ")


def pdf(report: Report) -> bytes:
    """The report in A4. Raises ``font-missing`` where the package with the font is not installed."""
    import typst

    collection = fonts.collection()
    if collection is None:
        raise StoreError("font-missing")
    made = typst.compile(
        TEMPLATE.read_bytes(), font_paths=[str(collection.parent)], ignore_system_fonts=True, sys_inputs={"report": json.dumps(report.plain(), ensure_ascii=False)}
    )
    assert isinstance(made, bytes)
    return made
