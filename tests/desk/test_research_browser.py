"""Research as people do it, in a real browser: search, narrow down, export, keep, ask in SQL; and pages that everybody can use."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from outputs.store import Store


@pytest.fixture(scope="module")
def desk(serving: Callable[..., Any], samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A desk that these tests share: what they save does not get in their way."""
    folder = tmp_path_factory.mktemp("research")
    for file in samples.parent.glob("gouji*.db"):
        shutil.copy(file, folder / file.name)
    return serving(str(folder / "gouji.db"))


@pytest.fixture
def signed_in(new_page: Callable[..., Any], desk: Any) -> Any:
    page = new_page(accept_downloads=True)
    page.goto(desk.entry)
    return page


def test_search_from_any_page(signed_in: Any) -> None:
    page = signed_in
    page.get_by_role("searchbox", name="全文检索").first.fill("工会")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    hits = page.locator(".hits li")
    assert hits.count() == 20
    assert all("工会" in marked for marked in hits.first.locator("mark").all_inner_texts())
    assert "/articles/" in hits.first.get_by_role("link").first.get_attribute("href")


def test_narrow_down_export_and_keep(signed_in: Any, tmp_path: Path) -> None:
    page = signed_in
    page.get_by_role("link", name="数据", exact=True).first.click()
    page.get_by_role("searchbox", name="所在句含").fill("帮扶")
    page.get_by_role("button", name="查询").first.click()
    page.locator("#facets").get_by_role("link", name="金额").click()
    page.get_by_role("columnheader", name="印发日期").get_by_role("link").click()
    page.locator("summary", has_text="列").first.click()
    page.get_by_role("checkbox", name="下限").check()
    page.get_by_role("checkbox", name="时期", exact=True).uncheck()
    page.get_by_role("button", name="显示").click()
    heads = [head.replace("\n", "") for head in page.locator("table.listing thead th").all_inner_texts()]
    shown = [[cell.strip() for cell in row.locator("td").all_inner_texts()] for row in page.locator("table.listing tbody tr").all()]
    assert "下限" in heads and "时期" not in heads and len(shown) > 5
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    download.value.save_as(tmp_path / "rows.xlsx")
    first, *lines = openpyxl.load_workbook(tmp_path / "rows.xlsx").worksheets[0].iter_rows(values_only=True)
    assert list(first) == heads
    number = heads.index("下限")
    assert [line[0] for line in lines] == [row[0] for row in shown]
    assert [f"{line[number]:,}" for line in lines] == [row[number] for row in shown]
    page.locator("summary", has_text="保存").first.click()
    page.get_by_label("名称").fill("帮扶的钱")
    page.get_by_role("button", name="保存查询").click()
    assert "已存为“帮扶的钱”" in page.locator(".flash").inner_text()
    address = page.url
    page.goto(address.partition("/figures")[0] + "/saved")
    page.get_by_role("link", name="帮扶的钱").click()
    assert page.url == address and page.locator("table.listing tbody tr").count() == len(shown)


def test_the_sql_box_refuses_writes(signed_in: Any, desk: Any) -> None:
    page = signed_in
    page.get_by_role("link", name="SQL", exact=True).click()
    for sql, says in (("DELETE FROM figures", "查询只能读"), ("SELECT mesure FROM figures", "measure"), ("DROP TABLE decisions", "查询只能读")):
        page.locator("textarea").fill(sql)
        page.get_by_role("button", name="运行").click()
        assert says in page.get_by_role("alert").inner_text() and page.locator("textarea").input_value() == sql
    page.locator("textarea").fill("SELECT count(*) AS n FROM figures")
    page.get_by_role("button", name="运行").click()
    with Store.open(desk.store) as store:
        assert page.locator(".results td").inner_text() == str(store.count("figures"))


def test_a_hostile_bulletin_is_text(new_page: Callable[..., Any], serving: Callable[..., Any], hostile: Path) -> None:
    desk, page, dialogs = serving(str(hostile)), new_page(), []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(desk.entry)
    figure = page.request.get(f"{desk.url}/api/figures").json()["items"][0]["id"]
    document = page.request.get(f"{desk.url}/api/documents").json()["items"][0]["id"]
    for path in ("/", "/figures?per=20&columns=text,subject,title,path,publisher", f"/figures/{figure}", "/documents", f"/documents/{document}", "/articles", "/organisations", "/checks",
                 "/board", "/search?q=工会", "/charts", "/charts/flags", "/sql?q=SELECT title, path FROM flags", "/figures?measure.has=<script>alert(5)</script>"):  # fmt: skip
        assert page.goto(desk.url + path).status == 200
        assert page.title() != "owned" and page.locator("img[src=x], svg[onload]").count() == 0
        assert page.locator("script:not([src])").count() == 0
    assert dialogs == []


INDICATOR = "/charts?key=会基层工建新&counted=个&place=浙江省/衢州市"


def test_everybody_can_use_the_pages(signed_in: Any, desk: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page, axe, faults = signed_in, Axe(), []
    target = page.request.get(f"{desk.url}/api/targets").json()["items"][0]["id"]
    for path in ("/", "/figures?kind=money&q=帮扶&per=20", f"/targets/{target}", "/search?q=工会", "/sql?q=SELECT 1 AS a", "/sql?q=SELECT nope", "/board", INDICATOR, "/charts/flags"):
        page.goto(desk.url + path)
        faults += [f"{path}: {v['id']} {v['nodes'][0]['html'][:120]}" for v in axe.run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert faults == []


def test_no_page_is_wider_than_a_phone(new_page: Callable[..., Any], desk: Any) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    page.goto(desk.entry)
    rows = {name: page.request.get(f"{desk.url}/api/{name}").json()["items"][0]["id"] for name in ("figures", "organisations", "documents", "checks")}
    paths = ("/", "/figures?per=20", "/organisations?per=20", "/checks?per=20", "/search?q=工会", "/sql?q=SELECT * FROM figures LIMIT 3", "/board", "/charts", INDICATOR, "/charts/flags")
    for path in (*paths, *(f"/{name}/{id}" for name, id in rows.items())):
        page.goto(desk.url + path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
