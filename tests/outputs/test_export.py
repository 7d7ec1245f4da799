"""What is written out is what is in force, in forms that open where they are meant to."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from outputs import workbook
from outputs.errors import StoreError
from outputs.export import FORMATS, STALE_SECONDS, export, harmless, published
from outputs.schema import FLAGS, TABLES
from outputs.store import Store

SUM = "｛市总工会｝新建工会《10家》。其中外资《8家》、内资《3家》。力争年底前新建【180家】。"
EXPORTED = [t.name for t in TABLES.values() if t.exported]


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def folder(new_store: Any, bulletin_rows: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All exports of a small store."""
    out = tmp_path_factory.mktemp("exports")
    with Store.open(new_store("sqlite")) as store:
        with store.run("1") as run:
            run.write(
                [bulletin_rows(SUM, fails=True), bulletin_rows("=1+1工会《5家》。\n@某某，《6家》。\x07", path="-b.txt", issued=None)]
            )
        export(store, out, tuple(FORMATS))
    return out


def test_every_table_in_every_format(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == {f"{t}.{f}" for t in EXPORTED for f in ("csv", "jsonl", "parquet")} | {"gouji.xlsx"}


def test_csv_opens_in_excel(folder: Path) -> None:
    assert (folder / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (rows[0]["指标"], rows[0]["下限"], rows[0]["印发日期"]) in [("新建工会", "10", "2009-03-31"), ("新建工会", "5", "")]
    frame = pd.read_csv(folder / "figures.csv")
    assert sorted(frame["下限"]) == [3, 5, 6, 8, 10, 180]


def test_nothing_in_a_csv_is_a_formula(folder: Path) -> None:
    found = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row), (path.name, row)
                found += sum(cell.startswith("'") for cell in row)
    assert found >= 4


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"), ("＝1", "'＝1"), ("-5%", "'-5%"), ("@x", "'@x"), ("\tx", "'\tx"), ("工会", "工会"), ("", ""), (None, None),
        ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_harmless(text: str | None, cell: str | None) -> None:
    assert harmless(text) == cell


def test_parquet_keeps_types_and_headings(folder: Path) -> None:
    import pyarrow.parquet as pq

    table = pq.read_table(folder / "figures.parquet")
    assert {f.name: str(f.type) for f in table.schema}["issued"] == "date32[day]"
    assert table.schema.field("measure").metadata[b"heading"].decode() == "指标"
    frame = table.to_pandas()
    assert frame["low"].sum() == 212 and frame["approx"].dtype == bool
    assert set(frame["issued"]) == {date(2009, 3, 31), None}


def test_jsonl_keeps_every_value(folder: Path) -> None:
    rows = [json.loads(line) for line in (folder / "figures.jsonl").read_text("utf-8").splitlines()]
    first = next(r for r in rows if r["text"] == "10家")
    assert (first["low"], first["issued"], first["scope"], first["approx"]) == (10, "2009-03-31", None, False)
    assert '"low": 10,' in (folder / "figures.jsonl").read_text("utf-8")


def test_the_workbook_for_people(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "gouji.xlsx")
    assert book.sheetnames == ["说明", *(TABLES[name].heading for name in workbook.ORDER)]
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:"), sheet.title
        assert all(4 <= d.width <= 64 for d in sheet.column_dimensions.values())
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row), "no formula anywhere"
    flags = book["疑点"]
    headings = [c.value for c in flags[1]]
    row = dict(zip(headings, (c.value for c in flags[2]), strict=True))
    assert (row["程度"], row["状态"], row["印发日期"]) == ("错误", "待核", datetime(2009, 3, 31))
    figures = book["数据"]
    values = {c.value: figures.cell(2, i).value for i, c in enumerate(figures[1], 1)}
    assert isinstance(values["下限"], int | float) and values["类别"] == "计数" and values["约数"] == "否"


def test_a_flag_leads_to_its_evidence(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "gouji.xlsx")
    flags, evidence = book["疑点"], book["勾稽依据"]
    [link] = [cell.hyperlink for row in flags.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    sheet, _, at = link.location.partition("!")
    row = int(at.lstrip("A"))
    assert sheet.strip("'") == evidence.title
    headings = [c.value for c in evidence[1]]
    line = dict(zip(headings, (c.value for c in evidence[row]), strict=True))
    wanted = flags.cell(2, [c.value for c in flags[1]].index("勾稽编号") + 1).value
    assert (line["勾稽编号"], line["序号"], line["原文"], line["所在句"]) == (wanted, 1, "10家", "市总工会新建工会10家。")


def test_frames_have_the_types_of_the_contract(store: Store, make: Any, ingest: Any) -> None:
    assert list(store.frame("figures").columns) == [c.name for c in TABLES["figures"].columns], "empty, yet typed"
    ingest(store, make(SUM, fails=True))
    figures = store.frame("figures")
    assert (
        figures.dtypes.astype(str).to_dict() | {"low": "float64", "start": "Int64", "approx": "boolean"}
        == figures.dtypes.astype(str).to_dict()
    )
    assert figures["issued"].dt.year.tolist() == [2009] * 4
    assert figures.groupby("unit")["low"].sum()["家"] == 201
    assert store.frame("runs")["finished"].notna().all()
    assert list(store.frame("flags")["status"]) == ["open"]
    with pytest.raises(StoreError, match="unknown-table"):
        store.frame("figure; DROP TABLE meta")


def test_the_same_content_gives_the_same_bytes(new_store: Any, make: Any, ingest: Any, tmp_path: Path) -> None:
    documents = [
        make(SUM.replace("10", str(n)), path=f"{n}.txt", issued=date(2009, 1 + n % 12, 1), fails=n % 2 == 0) for n in range(20, 30)
    ]
    found = []
    for kind, ordered in (("sqlite", documents), ("sqlite", documents[::-1]), ("postgresql", documents[5:] + documents[:5])):
        with Store.open(new_store(kind)) as store:
            ingest(store, *ordered[:4])
            ingest(store, *ordered)
            folder = tmp_path / str(len(found))
            export(store, folder, tuple(FORMATS))
            found.append(digests(folder))
    assert found[0] == found[1] == found[2]


def test_publishing_is_atomic_and_idle_when_nothing_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with published(path) as part:
        part.write_text("1")
    os.utime(path, (1, 1))
    with published(path) as part:
        part.write_text("1")
    assert path.stat().st_mtime == 1
    with pytest.raises(RuntimeError), published(path) as part:
        part.write_text("2")
        raise RuntimeError
    assert path.read_text() == "1" and [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_remains_of_a_killed_export_are_swept(store: Store, tmp_path: Path) -> None:
    old, fresh = tmp_path / ".a.csv.1.part", tmp_path / ".b.csv.2.part"
    for part, age in ((old, STALE_SECONDS + 10), (fresh, 0)):
        part.touch()
        os.utime(part, (time.time() - age,) * 2)
    export(store, tmp_path, ["csv"])
    assert not old.exists() and fresh.exists()


def test_a_killed_export_leaves_the_former_files(new_store: Any, make: Any, ingest: Any, tmp_path: Path) -> None:
    url = new_store("sqlite")
    with Store.open(url) as store:
        ingest(store, make(SUM, fails=True))
        export(store, tmp_path, ["csv", "xlsx"])
        before = digests(tmp_path)
        ingest(store, make(SUM.replace("10", "11"), fails=True))
    code = (
        "import sys, os, signal\nfrom outputs import export\nfrom outputs.store import Store\n"
        "export.os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\nexport.export(Store.open(sys.argv[1]), sys.argv[2], ['csv', 'xlsx'])"
    )
    died = subprocess.run([sys.executable, "-c", code, url, str(tmp_path)], cwd=Path(__file__).parents[2], check=False)
    assert died.returncode == -signal.SIGKILL
    assert {k: v for k, v in digests(tmp_path).items() if not k.endswith(".part")} == before


def test_sheets_are_limited_and_the_cover_says_so(
    new_store: Any, make: Any, ingest: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    with Store.open(new_store("sqlite")) as store:
        ingest(store, make(SUM))
        export(store, tmp_path, ["xlsx"])
    book = openpyxl.load_workbook(tmp_path / "gouji.xlsx")
    assert book["数据"].max_row == 3
    assert any("只列前 2 行" in str(row[2].value) and row[1].value == 4 for row in book["说明"].iter_rows())


def test_what_cannot_be_exported(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="csv, parquet, jsonl, xlsx"):
        export(store, tmp_path, ["pdf"])
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="export-unwritable"):
        export(store, tmp_path / "file", ["csv"])


def test_every_sheet_of_the_workbook_is_a_table() -> None:
    assert set(workbook.ORDER) <= set(TABLES) and FLAGS.name == workbook.ORDER[0]
