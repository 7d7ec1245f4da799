"""``gouji report``, ``gouji corrections`` and reading damaged files again, as they are typed and as they are clicked."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from flows.cli import run
from outputs import corrections
from outputs.store import Store
from tests.desk.conftest import ingest

Typed = Callable[..., tuple[int, str]]


@pytest.fixture
def typed(store: str, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Types a command; gives its status and what it says."""

    def type_(*words: object) -> tuple[int, str]:
        capsys.readouterr()
        code = run([*map(str, words), "--store", store])
        said = capsys.readouterr()
        return code, said.out + said.err

    return type_


def a_document(store: str) -> dict[str, Any]:
    with Store.open(store) as opened:
        sql = "SELECT d.id, d.publisher, d.run, min(f.message) AS message, count(*) AS n FROM flags f JOIN documents d ON d.id = f.document WHERE d.publisher IS NOT NULL GROUP BY d.id, d.publisher, d.run"
        return opened.read(f"{sql} ORDER BY d.id LIMIT 1")[0]


def test_a_report_in_every_format_says_the_same(typed: Typed, store: str, tmp_path: Path) -> None:
    import pypdfium2

    document = a_document(store)
    for name in ("a.json", "a.html", "a.pdf"):
        assert typed("report", tmp_path / name, "--document", document["id"]) == (0, f"{tmp_path / name}\n")
    report = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert report["flags_in_all"] == len(report["flags"]) == document["n"] and dict(report["counts"])["疑点：待核"] == str(document["n"])
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "<script" not in page and "src=" not in page and "/flags/" not in page  # needs nothing, leads nowhere
    paper = "".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(io.BytesIO((tmp_path / "a.pdf").read_bytes())))
    for flag in report["flags"]:
        assert flag["equation"].replace("<", "&lt;") in page
    assert report["title"] in page and "".join(report["title"].split()) in "".join(paper.split())


@pytest.mark.parametrize("kind", ["run", "body"])
def test_a_report_on_many_bulletins_lists_the_latest_and_counts_all(typed: Typed, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    from outputs.desk.reports import gathering

    monkeypatch.setattr(gathering, "MOST", 2)
    document = a_document(store)
    assert typed("report", tmp_path / "b", "--format", "json", f"--{kind}", document["run" if kind == "run" else "publisher"])[0] == 0
    report = json.loads((tmp_path / "b").read_text("utf-8"))
    where = "run = :key" if kind == "run" else "publisher = :key"
    with Store.open(store) as opened:
        told = opened.read(f"SELECT count(*) AS n, sum(articles) AS articles FROM documents WHERE {where}", key=report["key"])[0]
        figures = opened.read(f"SELECT count(*) AS n FROM figures WHERE document IN (SELECT id FROM documents WHERE {where})", key=report["key"])[0]["n"]
        flags = opened.read(f"SELECT count(*) AS n FROM flags WHERE document IN (SELECT id FROM documents WHERE {where})", key=report["key"])[0]["n"]
    counts = dict(report["counts"])
    assert (len(report["documents"]), report["documents_in_all"], len(report["flags"])) == (2, told["n"], 2)
    assert (counts["文章"], counts["数据"]) == (str(told["articles"]), f"{figures:,}") and report["flags_in_all"] >= flags
    assert report["documents"] == sorted(report["documents"], key=lambda d: d[1], reverse=True)


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [((), 2, "--document"), (("--document", "a", "--run", "b"), 2, "--document"), (("--document", "0000"), 1, "unknown-document"), (("--body", "没有的单位"), 1, "unknown-document")],
)
def test_a_report_on_nothing_is_refused(typed: Typed, tmp_path: Path, words: Sequence[str], code: int, says: str) -> None:
    status, told = typed("report", tmp_path / "c.pdf", *words)
    assert status == code and says in told and not (tmp_path / "c.pdf").exists()


def test_corrections_are_listed_and_exported(typed: Typed, store: str, tmp_path: Path) -> None:
    assert typed("corrections", "list", "--format", "jsonl") == (0, "")
    with Store.open(store) as opened:
        figure = opened.read("SELECT * FROM figures WHERE kind = 'count' AND value = low ORDER BY id LIMIT 1")[0]
        reading = {"low": "77", "high": "77", "unit": figure["unit"], "kind": "count", "modality": "reported"}
        corrections.correct(opened, "figure", figure["document"], figure["start"], figure["end"], "set", "李审", reading)
    [listed] = [json.loads(line) for line in typed("corrections", "list", "--format", "jsonl")[1].splitlines()]
    assert (listed["text"], listed["reading"]["low"], listed["corrected_by"]) == (figure["text"], "77", "李审")
    assert typed("corrections", "export", tmp_path / "said.jsonl")[0] == 0
    [record] = [json.loads(line) for line in (tmp_path / "said.jsonl").read_text("utf-8").splitlines()]
    assert record["id"] == figure["article"] and 77 in [f["low"] for f in record["figures"]]


def test_a_damaged_file_is_mended_and_read_again(open_client: Callable[..., TestClient], tmp_path: Path) -> None:
    bad = tmp_path / "in" / "第3期.docx"
    bad.parent.mkdir()
    bad.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    (bad.parent / "第2期.txt").write_text("云溪县总工会举办技能比武\n　　3月5日，云溪县总工会举办技能比武，共有120人参加。（云溪县总工会）\n", "utf-8")
    ingest(bad.parent, tmp_path / "gouji.db")
    with open_client(str(tmp_path / "gouji.db")) as client:
        [row] = client.get("/api/quarantine").json()
        page = client.get("/quarantine").text
        assert row["reason"] in page and (row["remedy"] or "") in page and row["code"] not in page
        again = client.post("/quarantine/retry", data={"path": str(bad), "csrf_token": client.csrf})  # type: ignore[attr-defined]
        assert "仍读不了 1 个" in again.text
        bad.write_text("云溪县总工会走访企业\n　　4月6日，云溪县总工会走访企业30家。（云溪县总工会）\n", "utf-8")  # what was sent in its place is plain text
        again = client.post("/quarantine/retry", data={"csrf_token": client.csrf})  # type: ignore[attr-defined]
        assert "已读出 1 个" in again.text and client.get("/api/quarantine").json() == []
        assert client.get("/api/figures?text=30家").json()["items"][0]["text"] == "30家"
