"""Reviewing as auditors do it, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outputs.desk.access.users import Users
from outputs.desk.settings import Access
from outputs.store import Store


@pytest.fixture
def queue(page: Any, served: Any) -> Any:
    """A page that shows the queue."""
    page.goto(f"{served.url}/flags")
    return page


def statuses(store: str) -> dict[str, int]:
    with Store.open(store) as opened:
        return {r["status"]: r["n"] for r in opened.read("SELECT status, count(DISTINCT fingerprint) AS n FROM flags GROUP BY status")}


def settled(page: Any, press: str) -> None:
    """Press a key and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press(press)


def test_twenty_flags_by_keyboard_and_one_taken_back(queue: Any, served: Any) -> None:
    page, before = queue, statuses(served.store)["open"]
    settled(page, "s")
    for number in range(20):
        assert "/flags/" in page.url
        if number % 2:
            settled(page, "c")
        else:
            page.keyboard.press("d")
            settled(page, str(number // 2 % 6 + 1))
    assert "上一条已记" in page.locator(".flash").inner_text()
    assert statuses(served.store) == {"open": before - 20, "confirmed": 10, "dismissed": 10}
    settled(page, "u")
    assert "重新待核" in page.locator(".flash").inner_text() and page.locator(".events li").count() == 2
    assert statuses(served.store) == {"open": before - 19, "confirmed": 9, "dismissed": 10}


def test_keys_leave_typing_alone_and_walk_both_ways(queue: Any, served: Any) -> None:
    page = queue
    page.keyboard.press("j")
    page.keyboard.press("j")
    settled(page, "Enter")
    second = page.url
    settled(page, "j")
    settled(page, "k")
    assert page.url == second
    page.keyboard.press("n")
    page.keyboard.type("cdu 写在备注里")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    settled(page, "c")
    with Store.open(served.store) as store:
        assert [(d["action"], d["note"]) for d in store.decisions()] == [("confirm", "cdu 写在备注里")]


def test_the_second_of_two_reviewers_sees_the_first(serving: Callable[..., Any], new_page: Callable[..., Any], store: str, a_flag: str, tmp_path: Path) -> None:
    users = Users(tmp_path / "users.db")
    for name in ("李审", "王核"):
        users.add(name, "review", "correct horse")
    desk = serving(store, Access(users=str(users.path)))
    first, second = new_page(), new_page()
    for page, name in ((first, "李审"), (second, "王核")):
        page.goto(f"{desk.url}/flags/{a_flag}")
        page.get_by_label("用户名").fill(name)
        page.get_by_label("口令").fill("correct horse")
        with page.expect_navigation():
            page.get_by_role("button", name="登录").click()
        assert page.url.endswith(a_flag)
    settled(first, "c")
    second.keyboard.press("n")
    second.keyboard.type("印出的是四舍五入的数")
    second.keyboard.press("Escape")
    second.keyboard.press("d")
    settled(second, "3")
    told = second.get_by_role("alert").inner_text()
    assert "李审" in told and "确认有误" in told and "取整所致" in told and "印出的是四舍五入的数" in told
    with second.expect_navigation():
        second.get_by_role("button", name="仍然记下我的意见").click()
    with Store.open(store) as opened:
        assert [(d["decided_by"], d["action"], d["note"]) for d in opened.decisions(a_flag)] == [("李审", "confirm", None), ("王核", "dismiss", "印出的是四舍五入的数")]


def test_many_at_once_are_those_that_were_shown(queue: Any, served: Any) -> None:
    page = queue
    page.goto(f"{served.url}/flags?rule=sum-of-parts")
    page.get_by_role("link", name="批量处理").click()
    boxes = page.locator("input[name=flag]")
    before, shown = statuses(served.store)["open"], boxes.count()
    assert shown > 3
    boxes.nth(0).uncheck()
    with Store.open(served.store) as store:  # meanwhile somebody else decides on another of them
        store.decide(boxes.nth(1).get_attribute("value").partition(":")[0], "confirm", "王核")
    with page.expect_navigation():
        page.get_by_role("button", name="口径不同").click()
    assert f"{shown - 2} 条" in page.locator(".flash").inner_text() and "1 条他人已先处理" in page.locator(".flash").inner_text()
    assert statuses(served.store) == {"open": before - shown + 1, "confirmed": 1, "dismissed": shown - 2}


def test_without_a_script_the_forms_do(new_page: Callable[..., Any], served: Any) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(served.entry.replace("/?", "/flags?"))
    page.get_by_role("link", name="开始审核").click()
    page.locator("#dismiss summary").click()
    page.get_by_role("button", name="程序误读").click()
    assert "排除（程序误读）" in page.locator(".flash").inner_text()
    assert statuses(served.store)["dismissed"] == 1
    page.get_by_role("button", name="撤销").click()
    assert set(statuses(served.store)) == {"open"}


def test_a_hostile_bulletin_does_no_harm(new_page: Callable[..., Any], serving: Callable[..., Any], hostile: Path, tmp_path: Path) -> None:
    for file in hostile.parent.glob("gouji*.db"):
        shutil.copy(file, tmp_path)
    desk = serving(str(tmp_path / "gouji.db"))
    page = new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the bulletin ran: {dialog.message}"))
    page.goto(desk.entry.replace("/?", "/flags?"))
    settled(page, "s")
    assert page.title() != "owned" and "<svg onload=alert(3)>" in page.locator(".printed").first.inner_text() and "{{ 7*7 }}" in page.locator(".printed").first.inner_text()
    assert page.locator("main script, main svg, main img").count() == 0
    page.goto(f"{desk.url}/flags/bulk")
    assert page.locator("input[name=flag]").count() >= 1


@pytest.mark.parametrize(
    ("scheme", "paths"), [("light", ["/signin", "/flags?status=all&rule=average", "/flags/FLAG", "/flags/bulk", "/no-such-page"]), ("dark", ["/flags", "/flags/FLAG"])]
)
def test_axe_finds_nothing_serious(new_page: Callable[..., Any], served: Any, scheme: str, paths: list[str], a_flag: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = new_page(color_scheme=scheme)
    page.goto(served.url + "/signin")
    found = []
    for path in paths:
        if path == "/flags" or "status" in path:
            page.goto(served.entry.replace("/?", "/flags?"))
        page.goto(served.url + path.replace("FLAG", a_flag))
        found += [(path, v["id"], v["nodes"][0]["target"]) for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert found == []


def test_a_phone_is_wide_enough(new_page: Callable[..., Any], served: Any, a_flag: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(served.entry.replace("/?", "/flags?"))
    for path in ("/flags", f"/flags/{a_flag}", "/flags/bulk"):
        page.goto(served.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_the_documentation_of_the_api_works_offline(page: Any, served: Any) -> None:
    page.goto(f"{served.url}/docs")
    page.locator(".opblock").first.wait_for(timeout=60_000)
    assert page.locator(".opblock").count() > 10
