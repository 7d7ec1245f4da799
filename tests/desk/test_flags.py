"""Reviewing through the forms and through the web API."""

from __future__ import annotations

from typing import Any

import pytest

from outputs.store import Store


@pytest.fixture
def across(store: str) -> str:
    """A flag across bulletins."""
    with Store.open(store) as opened:
        return str(opened.read("SELECT fingerprint FROM flags WHERE scope = 'corpus' ORDER BY fingerprint LIMIT 1")[0]["fingerprint"])


def test_the_cursor_goes_through_all_flags(read_only: Any) -> None:
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = read_only.get("/api/flags", params={"limit": 7, "status": "all"} | ({"cursor": cursor} if cursor else {})).json()
        seen += [flag["fingerprint"] for flag in answer["items"]]
        cursor = answer["next"]
    with Store.open(read_only.app.state.desk.settings.store) as store:
        assert seen == sorted({row["fingerprint"] for row in store.read("SELECT fingerprint FROM flags")})


def test_the_detail_shows_the_evidence_at_its_place(read_only: Any, a_flag: str) -> None:
    flag = read_only.get(f"/api/flags/{a_flag}").json()
    with Store.open(read_only.app.state.desk.settings.store) as store:
        assert flag["evidence"] and all(store.source(e["document"])[e["start"] : e["end"]] == e["text"] for e in flag["evidence"])
    assert (flag["after"], flag["history"], flag["url"]) == (0, [], f"/flags/{a_flag}")


def test_a_decision_that_missed_another_is_refused_with_its_number(client: Any, a_flag: str) -> None:
    first = client.post(f"/api/flags/{a_flag}/decisions", json={"action": "confirm", "after": 0})
    late = client.post(f"/api/flags/{a_flag}/decisions", json={"action": "dismiss", "reason": "misread", "after": 0})
    assert (first.status_code, late.status_code, late.json()["code"]) == (201, 409, "decision-conflict")
    assert late.json()["latest"] == first.json()["id"] == client.get(f"/api/flags/{a_flag}").json()["after"]
    assert client.post(f"/api/flags/{a_flag}/decisions", json={"action": "dismiss", "reason": "misread", "after": late.json()["latest"]}).status_code == 201
    assert client.post("/api/flags/undo").json() == {"fingerprint": a_flag}
    assert [e["action"] for e in client.get(f"/api/flags/{a_flag}/history").json()] == ["confirm", "dismiss", "reopen"]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"action": "dismiss"}, 422, "decision-invalid"), ({"action": "note"}, 422, "decision-invalid"), ({"action": "approve"}, 422, "invalid-parameters"),
        ({"action": "dismiss", "reason": "because"}, 422, "invalid-parameters"), ({"action": "confirm", "after": -1}, 422, "invalid-parameters"),
        ({"action": "note", "note": "长" * 2001}, 422, "invalid-parameters"), ([], 422, "invalid-parameters"),
    ],
)  # fmt: skip
def test_decisions_that_are_none(read_only: Any, a_flag: str, given: Any, status: int, code: str) -> None:
    answer = read_only.post(f"/api/flags/{a_flag}/decisions", json=given)
    assert (answer.status_code, answer.json()["code"], answer.headers["content-type"]) == (status, code, "application/problem+json")


@pytest.mark.parametrize("path", ["/flags/no-such-flag", "/api/flags/no-such-flag", "/flags/%00", "/flags/" + "长" * 300])
def test_a_flag_that_is_not_there(read_only: Any, path: str) -> None:
    assert read_only.get(path).status_code == 404


@pytest.mark.parametrize("query", ["severity=fatal", "status=maybe", "page=0", "page=99999", "first=yesterday", "sort=luck", "limit=0", "offset=-1"])
def test_a_filter_that_means_nothing_is_refused(read_only: Any, query: str) -> None:
    path = "/api/flags" if query.startswith(("limit", "offset")) else "/flags"
    assert read_only.get(f"{path}?{query}").status_code == 422


@pytest.mark.parametrize("query", ["body=%E6%9F%AF%E5%9F%8E", "body=' OR 1=1 --", "rule=';DROP TABLE x", "publisher=%25&assignee=-&assignee=x", "first=2011-06-01&last=2011-12-31&sort=issued", "document=%00", "first=&last=&body="])  # fmt: skip
def test_a_filter_is_part_of_the_address(read_only: Any, query: str) -> None:
    shown = read_only.get(f"/flags?{query}")
    assert shown.status_code == 200
    with Store.open(read_only.app.state.desk.settings.store) as store:
        assert store.count("flags") > 0


def test_the_body_is_whose_figures_they_are(read_only: Any) -> None:
    found = read_only.get("/api/flags", params={"body": "柯城区", "offset": 0}).json()["items"]
    assert found and all("柯城区" in " ".join(e["subject"] or "" for e in read_only.get(f"/api/flags/{f['fingerprint']}").json()["evidence"]) for f in found)


def test_a_rule_made_of_a_dismissal_and_taken_back(client: Any, across: str) -> None:
    client.post(f"/flags/{across}", data={"csrf_token": client.csrf, "act": "dismiss:different-scope", "after": "0", "as_rule": "true", "note": "口径以年报为准"})
    [rule] = client.get("/api/rules").json()
    assert (rule["reason"], rule["note"], rule["decided_by"]) == ("different-scope", "口径以年报为准", "李审")
    assert rule["message"] in client.get("/rules").text
    assert client.post("/rules", data={"csrf_token": client.csrf, "name": rule["name"]}).status_code == 200
    assert client.get("/api/rules").json() == []
    assert client.delete(f"/api/rules/{rule['name']}").json()["code"] == "unknown-rule"


def test_assigning_shows_in_the_queue_the_history_and_the_log(client: Any, a_flag: str) -> None:
    assert client.put(f"/api/flags/{a_flag}/assignee", json={"assignee": "王核"}).status_code == 204
    assert [f["fingerprint"] for f in client.get("/api/flags?assignee=王核").json()["items"]] == [a_flag]
    assert [(e["action"], e["note"]) for e in client.get(f"/api/flags/{a_flag}").json()["history"]] == [("assign", "王核")]
    assert client.get("/api/audit").json()[0]["action"] == "assign" and "分派" in client.get("/audit").text


def test_many_by_api(client: Any) -> None:
    some = [f["fingerprint"] for f in client.get("/api/flags?limit=3").json()["items"]]
    client.post(f"/api/flags/{some[0]}/decisions", json={"action": "confirm"})
    given = {"flags": [{"fingerprint": f, "after": 0} for f in some], "action": "dismiss", "reason": "rounding"}
    assert client.post("/api/flags/decisions", json=given).json() == {"decided": some[1:], "left": [some[0]]}


def test_a_flag_that_the_checks_no_longer_find_keeps_its_history(client: Any, a_flag: str) -> None:
    client.post(f"/api/flags/{a_flag}/decisions", json={"action": "confirm"})
    store = client.app.state.desk.store
    with store.backend.creating() as connection:
        connection.exec_driver_sql("UPDATE checks_all SET current = 0 WHERE fingerprint = ?", (a_flag,))
    shown = client.get(f"/flags/{a_flag}")
    assert shown.status_code == 410 and "已不存在" in shown.text and "李审" in shown.text
    assert [e["action"] for e in client.get(f"/api/flags/{a_flag}/history").json()] == ["confirm"]


def test_after_the_last_flag_the_queue_says_so(client: Any) -> None:
    found = client.get("/api/flags").json()["items"]
    lone = next(f for f in found if sum(g["check"] == f["check"] for g in found) == 1)
    address = f"/flags/{lone['fingerprint']}?rule={lone['check']}"
    assert "没有其余疑点" in client.post(address, data={"csrf_token": client.csrf, "act": "confirm", "after": "0"}).text
