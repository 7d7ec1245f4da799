"""Every container gives the same bulletin; the kind of file is read from its bytes; what cannot be read says why."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import making
import pytest

import corpus
from corpus.limits import Limits

HEAD = ["平湖工会信息", "第7期（总第103期）", "平湖市总工会办公室编　　　2009年3月5日", "【基层动态】"]
FIRST = ["曹桥街道举办技能大赛", "3月2日，曹桥街道总工会举办职工技能大赛，共有12家企业的340名职工参加，决出一等奖3名。比赛为期两天，得到街道党工委的支持。（曹桥街道总工会）"]
SECOND = ["新埭镇慰问一线职工", "近日，新埭镇总工会慰问一线职工560人，发放慰问品价值4.5万元，受到职工的好评。（新埭镇总工会）"]
LINES = [*HEAD, *FIRST, *SECOND]
TABLE = [["单位", "会员数（人）"], ["甲厂", "120"], ["乙厂", "85"]]


def wrapped(text: str, size: int = 34) -> list[tuple[float, str]]:
    """A paragraph as a typesetter breaks it: indented by two characters."""
    rows = [(2.0, text[: size - 2])]
    return rows + [(0.0, text[i : i + size]) for i in range(size - 2, len(text), size)]


def pdf() -> bytes:
    page = [(10.0, HEAD[0]), (12.0, HEAD[1]), (0.0, HEAD[2]), (0.0, HEAD[3]), (8.0, FIRST[0]), *wrapped(FIRST[1])]
    return making.pdf([page, [(16.0, "— 2 —"), (8.0, SECOND[0]), *wrapped(SECOND[1])]])


def html() -> bytes:
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    return f"<!DOCTYPE html><html><head><meta charset='gbk'><title>{HEAD[0]}</title></head><body><div>{paragraphs}</div></body></html>".encode("gbk")


CONTAINERS = {
    "txt": "\n".join(LINES).encode(),
    "gbk": "\r\n".join(LINES).encode("gbk"),
    "utf-16": "\n".join(LINES).encode("utf-16"),
    "docx": making.docx(LINES),
    "pdf": pdf(),
    "html": html(),
    "doc": making.doc("\r".join(LINES) + "\r"),
    "rtf": making.rtf("\n".join(LINES)),
}


def told(bulletin: corpus.Bulletin) -> list[tuple[Any, ...]]:
    text = bulletin.source.text  # a PDF breaks a name anywhere, hence the replaced line breaks
    return [(a.ordinal, a.section, a.title and text[slice(*a.title)], a.contributor and text[slice(*a.contributor)].replace("\n", "")) for a in bulletin.articles]


@pytest.mark.parametrize("name", CONTAINERS)
def test_the_container_does_not_matter(name: str) -> None:
    bulletin = corpus.read(f"a.{name}", CONTAINERS[name])
    assert told(bulletin) == [(1, "基层动态", FIRST[0], "曹桥街道总工会"), (2, "基层动态", SECOND[0], "新埭镇总工会")]
    (issue,) = bulletin.issues
    assert (issue.name, issue.number, issue.total_number, str(issue.date), issue.publisher) == (HEAD[0], "7", "103", "2009-03-05", "平湖市总工会办公室")
    assert [a.view.text for a in bulletin.articles] == ["\n".join(FIRST), "\n".join(SECOND)] or name == "pdf"
    assert [a.view.text.replace("\u3000", "") for a in bulletin.articles] == ["\n".join(FIRST), "\n".join(SECOND)]


@pytest.mark.parametrize("name", ["docx", "pdf", "html", "doc", "rtf"])
def test_the_suffix_does_not_matter(name: str) -> None:
    assert corpus.read("a.txt", CONTAINERS[name]).source.format == name


def cells(bulletin: corpus.Bulletin) -> list[list[list[str]]]:
    text = bulletin.source.text
    return [[[text[c.start : c.end] for c in row] for row in t.rows] for a in bulletin.articles for t in a.tables]


def test_docx_tables_are_tables() -> None:
    bulletin = corpus.read("a", making.docx([*LINES[:-1], "各单位会员数如下：", TABLE, SECOND[1]]))
    assert cells(bulletin) == [TABLE]
    assert bulletin.articles[1].tables[0].heads == 1
    assert told(bulletin)[1][2:] == (SECOND[0], "新埭镇总工会")


def test_docx_merged_cells_are_named_wherever_they_reach() -> None:
    import io

    import docx

    document = docx.Document()
    document.add_paragraph(FIRST[0])
    document.add_paragraph("各单位情况如下。")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, [["单位", "会员", ""], ["", "男", "女"], ["甲厂", "60", "61"]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    out = io.BytesIO()
    document.save(out)
    bulletin = corpus.read("a", out.getvalue())
    assert cells(bulletin) == [[["单位", "会员", "会员"], ["单位", "男", "女"], ["甲厂", "60", "61"]]]
    assert bulletin.source.text.count("会员") == 1
    assert bulletin.articles[0].tables[0].heads == 2


def test_docx_headings_are_titles() -> None:
    body = "全年新建工会120家。各级工会认真落实部署，组建工作取得了实实在在的成绩。"
    text = ["组建", body, "维权", body]
    assert [t[2] for t in told(corpus.read("a", making.docx(text, headings=["组建", "维权"])))] == ["组建", "维权"]


@pytest.mark.parametrize("prose", ["", "<p>一季度建会情况见下表。</p>"])
def test_the_table_of_a_short_page_stays_one(prose: str) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [*TABLE, ["丙厂", "64"]])
    page = f"<html><body><h1>一季度建会情况</h1>{prose}<table>{rows}</table></body></html>"
    source = corpus.read("a.html", page.encode()).source
    assert [[source.text[c.start : c.end] for c in row] for row in source.tables[0].rows] == [*TABLE, ["丙厂", "64"]]
    assert source.text.splitlines()[0] == "一季度建会情况"


def test_html_tables_are_tables_and_menus_are_left_out() -> None:
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in TABLE)
    page = f"""<html><head><title>{FIRST[0]}_某网</title></head><body><nav><a href='/'>首页</a> <a href='/x'>概况</a></nav>
    <h1>{FIRST[0]}</h1><p>发布时间：2019-03-05　来源：曹桥街道总工会</p><p>{FIRST[1][:-9]}</p><table>{rows}</table><p>{SECOND[1][:-8]}</p>
    <footer>版权所有</footer></body></html>"""
    bulletin = corpus.read("a", page.encode())
    assert cells(bulletin) == [TABLE]
    assert told(bulletin) == [(1, None, FIRST[0], "曹桥街道总工会")]
    assert str(bulletin.issues[0].date) == "2019-03-05"
    assert "首页" not in bulletin.source.text and "版权所有" not in bulletin.source.text


def test_a_short_page_is_read_too() -> None:
    assert "慰问" in corpus.read("a", f"<html><body><div>{SECOND[0]}</div></body></html>".encode()).source.text


def test_external_entities_are_not_loaded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容")
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{w}"><w:body><w:p><w:r>'
        "<w:t>某县总工会慰问职工。&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    data = making.repacked(making.docx(["a"]), {"word/document.xml": xml.encode()})
    try:
        assert "机密内容" not in corpus.read("a", data).source.text
    except corpus.CorpusError as error:
        assert error.code == "unreadable"


def test_entities_do_not_multiply() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "好" * 10}">' for n in range(9))
    xml = f'<?xml version="1.0"?><!DOCTYPE d [{entities}]><w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>&e8;</w:t></w:r></w:p></w:body></w:document>'
    with pytest.raises(corpus.CorpusError):
        corpus.read("a", making.repacked(making.docx(["a"]), {"word/document.xml": xml.encode()}))


def test_doc_tables_fields_and_text_boxes() -> None:
    table = "".join("".join(cell + "\x07" for cell in row) + "\x07" for row in TABLE)
    text = f"{FIRST[0]}\r全年新建工会\x13 REF a \x14120\x15家，各单位会员数如下：\r{table}以上为年底数。（市总组织部）\r"
    bulletin = corpus.read("a", making.doc(text, boxes=f"{HEAD[0]}\r{HEAD[1]}\r"))
    assert cells(bulletin) == [TABLE]
    assert "全年新建工会120家，" in bulletin.source.text
    assert (bulletin.issues[0].name, bulletin.issues[0].number) == (HEAD[0], "7")
    assert told(bulletin) == [(1, None, FIRST[0], "市总组织部")]


def test_doc_without_a_helper_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(corpus.CorpusError) as error:
        corpus.read("a", making.compound({"WordDocument": bytes(600)}))
    assert error.value.code == "needs-antiword"


def test_doc_through_a_helper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    helper = tmp_path / "antiword"
    helper.write_text("#!/bin/sh\nprintf '某县总工会慰问职工。'\n")
    helper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert corpus.read("a", making.compound({"WordDocument": bytes(600)})).source.text == "某县总工会慰问职工。"
    helper.write_text("#!/bin/sh\nsleep 30\n")
    with pytest.raises(corpus.CorpusError) as error:
        corpus.read("a", making.compound({"WordDocument": bytes(600)}), Limits(seconds=0.5))
    assert error.value.code == "timeout"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = "\n".join(FIRST).encode()


@pytest.mark.parametrize(
    ("code", "data", "limits"),
    [
        ("empty", b"", Limits()),
        ("empty", b" \r\n\t \n", Limits()),
        ("empty", b"\xef\xbb\xbf", Limits()),
        ("empty", making.docx([]), Limits()),
        ("binary", bytes(range(256)) * 10, Limits()),
        ("unsupported", b"\x89PNG\r\n\x1a\n" + bytes(50), Limits()),
        ("unsupported", b"Rar!\x1a\x07\x00" + bytes(50), Limits()),
        ("unsupported", OLE + "Workbook".encode("utf-16-le"), Limits()),
        ("unsupported", making.zipped({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}), Limits()),
        ("encrypted", making.doc("a", flags=0x0300), Limits()),
        ("encrypted", OLE + "EncryptedPackage".encode("utf-16-le"), Limits()),
        ("archive", making.zipped({"a.txt": TEXT}), Limits()),
        ("no-text-layer", making.pdf([[], []]), Limits()),
        ("unreadable", b"%PDF-1.4\nnothing", Limits()),
        ("unreadable", making.docx(LINES)[:3000], Limits()),
        ("too-large", TEXT, Limits(bytes=20)),
        ("too-large", TEXT, Limits(characters=20)),
        ("too-large", making.pdf([[(0, "甲")], [(0, "乙")]]), Limits(pages=1)),
        ("timeout", TEXT, Limits(seconds=-1)),
        ("zip-bomb", making.docx(["零" * 3_000_000]), Limits(ratio=20)),
    ],
)
def test_what_cannot_be_read_says_why(code: str, data: bytes, limits: Limits) -> None:
    with pytest.raises(corpus.CorpusError) as error:
        corpus.read("目录/a.doc", data, limits)
    assert error.value.code == code
    assert error.value.path == "目录/a.doc"
    assert error.value.reason and error.value.remedy


def test_missing_and_folder(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "no.txt", "missing"), (tmp_path, "unreadable")):
        with pytest.raises(corpus.CorpusError) as error:
            corpus.read(str(path))
        assert error.value.code == code


def test_urls(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert corpus.read((tmp_path / "a.txt").as_uri()).source.text == TEXT.decode()
    with pytest.raises(corpus.CorpusError) as error:
        corpus.read("memory://no/such")
    assert error.value.code == "missing"


def test_importing_and_reading_text_stays_light(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    heavy = "docx,lxml,pypdfium2,trafilatura,selectolax,fsspec,jieba,rjieba,spacy,pandas,corpus.readers.tables.x"
    code = (
        f"import sys, corpus, corpus.decoding; corpus.read({str(tmp_path / 'a.txt')!r}); "
        f"print([m for m in {heavy!r}.split(',') if m in sys.modules], corpus.decoding.table.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[] 0"


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_doc_through_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Word 97 file read as if it were of an older kind, without antiword."""
    office = shutil.which("soffice")
    monkeypatch.setattr("corpus.readers.ole.word97.read", lambda compound: compound.stream("none"))
    monkeypatch.setattr("corpus.readers.ole.shutil.which", lambda name: office if name == "soffice" else None)
    data = (Path(__file__).parent / "office.doc").read_bytes()
    bulletin = corpus.read("a.wps", data)
    assert bulletin.source.format == "doc" and cells(bulletin) == [TABLE]
