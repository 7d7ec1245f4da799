"""Make the sample bulletin that is a Word file: ``python scripts/sample_docx.py [SOURCE.txt TARGET.docx]``.

A line of the source is a paragraph; neighbouring lines with tabs are the rows of a table. The same source gives the same bytes.
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from pathlib import Path

import docx

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "scripts" / "sample_docx.txt"
TARGET = ROOT / "corpus" / "bulletins" / "2011-07-18.docx"


def compose(lines: Iterable[str], target: Path) -> None:
    """Write ``lines`` as paragraphs and tables to ``target``."""
    document = docx.Document()
    for tabular, group in groupby((line.rstrip("\n") for line in lines), key=lambda line: "\t" in line):
        rows = [line.split("\t") for line in group] if tabular else []
        if not tabular:
            for line in group:
                document.add_paragraph(line)
            continue
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)), style="Table Grid")
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=False):
                cell.text = text
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = datetime(2011, 7, 18)
    document.save(str(target))
    _still_times(target)


def _still_times(path: Path) -> None:
    """A zip's members carry the time of writing: set one that never changes."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2011, 7, 18, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    source, target = (Path(a) for a in sys.argv[1:3]) if len(sys.argv) > 2 else (SOURCE, TARGET)
    compose(source.read_text("utf-8").splitlines(), target)
