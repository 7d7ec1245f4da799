"""The source view, corrections and reports: the pages, and what a person does in a browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from outputs.desk.source.sheet import Mark, sentences
from outputs.store import Store

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(["figures", "flags"])), max_size=12)


@given(st.text("甲乙丙\n", max_size=60), SPANS, st.integers(0, 30))
def test_pieces_are_the_text_and_lie_wholly_inside_or_outside_of_every_mark(text: str, spans: list[tuple[int, int, str]], low: int) -> None:
    marks = [Mark(start, start + length, layer, str(i)) for i, (start, length, layer) in enumerate(spans)]
    pieces = [p for s in sentences(text, low, marks, [(low + 2, low + 9), (low + 9, low + 30)]) for p in s.pieces]
    assert "".join(p.text for p in pieces) == text
    for p in pieces:
        end = p.start + len(p.text)
        assert {m.id for m in p.marks} == {m.id for m in marks if m.start < end and m.end > p.start}
        assert all(m.start <= p.start and end <= m.end for m in p.marks)


# -- pages


@pytest.fixture(scope="module")
def samples_read(samples: Path) -> dict[str, Any]:
    with Store.open(samples) as store:
        return store.read("SELECT g.*, d.publisher FROM figures g JOIN documents d ON d.id = g.document WHERE g.measure IS NOT NULL ORDER BY g.id LIMIT 1")[0]


def test_the_printed_text_is_whole_and_its_layers_are_in_the_address(read_only: TestClient, samples: Path, samples_read: dict[str, Any]) -> None:
    import re
    from html import unescape

    address = f"/articles/{samples_read['article']}"
    with Store.open(samples) as store:
        text = store.read("SELECT text FROM articles WHERE id = :id", id=samples_read["article"])[0]["text"]
    for layers in ("", "?layers=none", "?layers=organisations,figures,targets,passed,flags"):
        html = read_only.get(address + layers).text
        printed = re.search(r'<div class="printed"[^>]*>(.*?)\n?\s*</div>', html, re.S)
        assert printed and unescape(re.sub(r"<[^>]+>", "", printed[1])).strip() == text.strip()
        assert ('class="mk' in printed[1]) == (layers != "?layers=none")
    assert f'id="s-{samples_read["sentence"].rpartition(".s")[2].split("-")[0]}"' in html


def test_every_page_and_call_answers(read_only: TestClient, samples_read: dict[str, Any]) -> None:
    d, a = samples_read["document"], samples_read["article"]
    run = read_only.get("/api/runs").json()["items"][0]["id"]
    for address in (
        f"/documents/{d}/source", f"/documents/{d}/source?from=900", f"/articles/{a}?at={samples_read['start']}-{samples_read['end']}", "/corrections", "/corrections.jsonl",
        "/corrections/names.csv", "/quarantine", "/runs", f"/runs/{run}", "/reports", f"/reports/documents/{d}", f"/reports/runs/{run}", f"/api/articles/{a}",
        f"/api/documents/{d}/source", "/api/corrections", "/api/quarantine", f"/api/runs/{run}", f"/api/reports/documents?key={d}",
    ):  # fmt: skip
        assert read_only.get(address).status_code == 200, address
    for address, status in (
        ("/articles/x", 404), (f"/articles/{a}?layers=x", 422), (f"/articles/{a}?at=9-1", 422), (f"/articles/{a}?at=999998-999999", 200), ("/runs/x", 404), ("/reports/x/y", 404),
        ("/api/reports/bodies?key=nobody", 404),
    ):  # fmt: skip
        assert read_only.get(address).status_code == status, address


def test_only_reviewers_correct_and_it_is_logged(client: TestClient, samples_read: dict[str, Any]) -> None:
    given = {"kind": "figure", "document": samples_read["document"], "start": samples_read["start"], "end": samples_read["end"], "action": "drop"}
    assert client.post("/corrections", data=given, headers={"X-CSRF-Token": "x"}).status_code == 403
    assert client.post("/api/corrections", json=given).status_code == 201
    assert client.get("/api/audit").json()[0]["action"] == "correct-drop"
    assert client.get("/api/corrections").json()["items"][0]["text"] == samples_read["text"]


def test_the_pdf_says_what_the_page_says(read_only: TestClient, samples: Path) -> None:
    import pypdfium2

    with Store.open(samples) as store:
        flag = store.read("SELECT document, message FROM flags ORDER BY check_id LIMIT 1")[0]
    made = read_only.get(f"/reports/documents/{flag['document']}.pdf")
    assert made.headers["content-type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(io.BytesIO(made.content))
    told = "".join(page.get_textpage().get_text_bounded() for page in pages)
    plain = "".join(told.split())
    assert "疑点" in plain and "".join(flag["message"].split())[:12] in plain


def test_a_hostile_bulletin_is_text_everywhere(hostile: Path, open_client: Callable[..., TestClient]) -> None:
    import pypdfium2

    with open_client(str(hostile)) as client, Store.open(hostile) as store:
        [document] = [row["id"] for row in store.read("SELECT id FROM documents")]
        for address in (f"/documents/{document}/source", f"/reports/documents/{document}", "/runs"):
            html = client.get(address).text
            assert "<script>alert" not in html and "<svg" not in html and "<img" not in html, address
        pdf = pypdfium2.PdfDocument(io.BytesIO(client.get(f"/reports/documents/{document}.pdf").content))
        assert "<script>" in "".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_typst_takes_text_as_text() -> None:
    import pypdfium2

    from outputs.desk.reports.gathering import Flag, Report
    from outputs.desk.reports.pdf import pdf

    nasty = '#panic("x") $ * _ ` <a> @b \\ ] } "'
    flag = Flag("f", "错误", "总和", "待核", nasty, nasty, nasty, [nasty], nasty)
    made = pdf(Report("documents", "k", nasty, "报告", "2020-01-01", [(nasty, nasty)], [(nasty, nasty)], [flag], 1, [(nasty, nasty)], 1))
    told = pypdfium2.PdfDocument(io.BytesIO(made))[0].get_textpage().get_text_bounded()
    assert '#panic("x") $ * _' in told.replace("“", '"').replace("”", '"')


# -- in a browser


def test_layers_and_a_figure_mended_in_the_browser(page: Any, served: Any, samples_read: dict[str, Any]) -> None:
    page.goto(f"{served.url}/articles/{samples_read['article']}")
    assert page.locator(".printed .mk.figures").count()
    page.get_by_role("link", name="隐去 数据").click()
    page.wait_for_url("**layers=organisations,targets,flags*")
    assert page.locator(".printed .mk.figures").count() == 0
    page.get_by_role("link", name="显示 数据").click()
    page.locator(f".printed .mk.figures >> text={samples_read['text']}").first.click()
    page.locator("#spot").get_by_label("下限").fill("77")
    page.locator("#spot").get_by_label("上限").fill("77")
    page.get_by_role("button", name="记下订正").click()
    page.get_by_text("订正已记下，各表已照改").wait_for()
    page.goto(f"{served.url}/figures?corrected=1&columns=text,low,corrected")
    assert "77" in page.locator("table").inner_text()
    page.goto(f"{served.url}/articles/{samples_read['article']}")
    page.evaluate("""() => { const node = document.createTreeWalker(document.querySelector('.printed'), NodeFilter.SHOW_TEXT).nextNode();
        getSelection().setBaseAndExtent(node, 0, node, 2); }""")
    page.get_by_role("link", name="订正或补记").click()
    page.locator("#spot-title").wait_for()
    with Store.open(served.store) as store:
        start = store.read("SELECT start FROM articles WHERE id = :id", id=samples_read["article"])[0]["start"]
    assert page.locator("#spot-title").inner_text().endswith(f"{start}–{start + 2}")


def test_axe_finds_nothing_serious(page: Any, served: Any, samples_read: dict[str, Any]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    article = f"/articles/{samples_read['article']}?at={samples_read['start']}-{samples_read['end']}&layers=organisations,figures,targets,passed,flags"
    axe, found = Axe(), []
    for address in (article, f"/reports/documents/{samples_read['document']}", "/runs", "/corrections", "/quarantine"):
        page.goto(served.url + address)
        found += [(address, v["id"], v["nodes"][0]["html"][:120]) for v in axe.run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert found == []
