"""Who gets in, what a forged form gets, and what every answer carries."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from outputs import audit
from outputs.desk.access.users import Users
from outputs.desk.settings import Access
from outputs.errors import StoreError
from outputs.store import Store

PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def office(open_client: Callable[..., Any], samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A desk with users; call it for a client of its own."""
    from tests.desk.conftest import copy

    folder = tmp_path_factory.mktemp("office")
    store = copy(samples, folder)
    users = Users(folder / "users.db")
    for name, role in (("周阅", "read"), ("李审", "review"), ("吴管", "administer")):
        users.add(name, role, PASSWORD)  # type: ignore[arg-type]
    users.add("郑代", "review")
    app = open_client(store, Access(users=str(users.path), proxy_header="X-Remote-User", proxies=("testclient",))).app

    class Office:
        file, path = users, store

        def __call__(self, name: str | None = None, password: str = PASSWORD) -> Any:
            from starlette.testclient import TestClient

            app.state.limiter.storage.reset()
            client = TestClient(app, base_url="http://127.0.0.1")
            if name:
                answer = client.post("/api/session", json={"name": name, "password": password})
                client.headers["X-CSRF-Token"] = answer.json().get("csrf_token", "")
            return client

    return Office()


@pytest.mark.parametrize("path", ["/", "/flags", "/flags/FLAG", "/docs", "/flags/bulk"])
def test_a_stranger_is_sent_to_the_sign_in(office: Any, path: str) -> None:
    answer = office().get(path, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/signin")


@pytest.mark.parametrize("path", ["/api/flags", "/api/session", "/api/flags/FLAG", "/api/audit"])
def test_a_strange_program_is_told_so(office: Any, path: str) -> None:
    answer = office().get(path)
    assert (answer.status_code, answer.json()["code"], answer.headers["content-type"]) == (401, "sign-in-needed", "application/problem+json")


def test_the_token_becomes_a_session_and_leaves_the_address(open_client: Callable[..., Any], samples: Path) -> None:
    client = open_client(str(samples), Access(token="secret-token", owner="李审"))
    assert client.get("/flags?token=wrong", follow_redirects=False).status_code == 303
    answer = client.get("/flags?token=secret-token&status=all", follow_redirects=False)
    assert answer.headers["location"] == "/flags?status=all"
    assert {"HttpOnly", "SameSite=lax"} <= {part.strip() for part in answer.headers["set-cookie"].split(";")}
    assert client.get("/api/session").json()["name"] == "李审"
    other = open_client(str(samples), Access(token="another", owner="李审"))
    other.cookies = client.cookies
    assert other.get("/api/session").status_code == 401, "a session of another desk, or of an earlier start, is none here"


def test_a_program_with_the_token_needs_no_session(open_client: Callable[..., Any], store: str, a_flag: str) -> None:
    client = open_client(store, Access(token="secret-token", owner="李审"))
    client.headers["Authorization"] = "Bearer secret-token"
    assert client.post(f"/api/flags/{a_flag}/decisions", json={"action": "confirm", "after": 0}).status_code == 201
    client.headers["Authorization"] = "Bearer secret"
    assert client.get("/api/flags").status_code == 401


def test_signing_in_by_the_form(office: Any) -> None:
    client = office()
    form = client.get("/signin?next=/flags?status=all")
    secret = re.search(r'name="csrf_token" value="([^"]+)"', form.text)
    assert secret is not None
    sent = {"csrf_token": secret[1], "name": "李审", "next": "/flags?status=all"}
    refused = client.post("/signin", data=sent | {"password": "wrong"})
    assert refused.status_code == 401 and "用户名或口令不对" in refused.text
    answer = client.post("/signin", data=sent | {"password": PASSWORD}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/flags?status=all")
    assert client.get("/api/session").json()["role"] == "review"
    with Store.open(office.path) as store:
        assert [line["action"] for line in audit.lines(store, limit=2)] == ["sign-in", "sign-in-refused"]


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""])
def test_no_address_leads_away(office: Any, where: str) -> None:
    assert office("李审").get("/signin", params={"next": where}, follow_redirects=False).headers["location"] == "/"


def test_only_so_many_tries(office: Any) -> None:
    client = office()
    tries = [client.post("/api/session", json={"name": "李审", "password": "wrong"}).status_code for _ in range(8)]
    assert tries == [401] * 6 + [429] * 2
    assert client.post("/api/session", json={"name": "李审", "password": PASSWORD}).status_code == 429, "not even the right one"


@pytest.mark.parametrize(("headers", "status"), [({}, 403), ({"X-CSRF-Token": "forged"}, 403)])
def test_a_change_that_no_page_of_ours_asked_for(office: Any, a_flag: str, headers: dict[str, str], status: int) -> None:
    client = office("李审")
    del client.headers["X-CSRF-Token"]
    answer = client.post(f"/flags/{a_flag}", data={"act": "confirm", "after": "0"}, headers=headers)
    assert answer.status_code == status and "这个表单已经过期" in answer.text
    assert client.post(f"/api/flags/{a_flag}/decisions", json={"action": "confirm"}, headers=headers).json()["code"] == "csrf"


@pytest.mark.parametrize(
    ("name", "method", "path", "status"),
    [
        ("周阅", "GET", "/api/flags", 200), ("周阅", "POST", "/api/flags/FLAG/decisions", 403), ("周阅", "GET", "/flags/bulk", 403), ("周阅", "GET", "/api/audit", 403),
        ("李审", "POST", "/api/flags/FLAG/decisions", 201), ("李审", "GET", "/api/audit", 403), ("吴管", "GET", "/api/audit", 200), ("吴管", "GET", "/api/users", 200),
        ("吴管", "POST", "/api/flags/FLAG/decisions", 201),
    ],
)  # fmt: skip
def test_roles(office: Any, a_flag: str, name: str, method: str, path: str, status: int) -> None:
    answer = office(name).request(method, path.replace("FLAG", a_flag), json={"action": "note", "note": "看过"} if method == "POST" else None)
    assert answer.status_code == status, answer.text
    assert status != 403 or "权限" in answer.text


def test_who_may_only_read_sees_no_buttons(office: Any, a_flag: str) -> None:
    shown = office("周阅").get(f"/flags/{a_flag}").text
    assert "≠" in shown and "确认有误 <kbd>" not in shown


def test_a_new_password_or_role_ends_the_sessions_begun_before(office: Any) -> None:
    office.file.add("临时", "read", PASSWORD)
    client = office("临时")
    assert client.get("/api/session").status_code == 200
    office.file.set_role("临时", "review")
    assert client.get("/api/session").status_code == 401
    again = office("临时")
    office.file.remove("临时")
    assert again.get("/api/session").status_code == 401


def test_signing_out(office: Any) -> None:
    client = office("李审")
    client.post("/signout")
    assert client.get("/api/session").status_code == 401


@pytest.mark.parametrize(("name", "status"), [("郑代", 200), ("李审", 200), ("没有的人", 401)])
def test_a_trusted_proxy_names_the_user(office: Any, name: str, status: int) -> None:
    assert office().get("/api/session", headers={"X-Remote-User": name.encode()}).status_code == status  # type: ignore[dict-item]


def test_nobody_else_may(open_client: Callable[..., Any], office: Any) -> None:
    for access in (Access(users=str(office.file.path)), Access(users=str(office.file.path), proxy_header="X-Remote-User")):
        client = open_client(office.path, access)
        assert client.get("/api/session", headers={"X-Remote-User": "李审".encode()}).status_code == 401, "no header configured; another peer"


def test_who_has_no_password_signs_in_nowhere_else(office: Any) -> None:
    assert office("郑代", "").get("/api/session").status_code == 401


@pytest.mark.parametrize("path", ["/flags", "/signin", "/api/flags", "/static/desk.css", "/no-such-page", "/docs"])
def test_every_answer_carries_the_policy(read_only: Any, path: str) -> None:
    headers = read_only.get(path, follow_redirects=False).headers
    assert headers["content-security-policy"].startswith("default-src 'self'") and "script-src" not in headers["content-security-policy"]
    assert (headers["x-frame-options"], headers["x-content-type-options"], headers["referrer-policy"]) == ("DENY", "nosniff", "same-origin")


@pytest.mark.parametrize("path", ["/flags", "/flags/FLAG", "/flags/bulk", "/docs"])
def test_nothing_runs_inline(read_only: Any, a_flag: str, path: str) -> None:
    shown = read_only.get(path.replace("FLAG", a_flag)).text
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", shown)


def test_users_are_kept_with_argon2_where_only_their_owner_reads(tmp_path: Path) -> None:
    users = Users(tmp_path / "users.db")
    users.add("李审", "review", PASSWORD)
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600
    assert b"$argon2id$" in b"".join(p.read_bytes() for p in tmp_path.iterdir()) and PASSWORD.encode() not in users.path.read_bytes()
    assert users.verify("李审", PASSWORD) and not users.verify("李审", "wrong") and not users.verify("nobody", PASSWORD)


@pytest.mark.parametrize(("name", "role", "password"), [("", "read", PASSWORD), ("甲\n乙", "read", PASSWORD), ("甲", "king", PASSWORD), ("甲", "read", "short"), ("李" * 41, "read", PASSWORD)])  # fmt: skip
def test_users_that_are_refused(tmp_path: Path, name: str, role: Any, password: str) -> None:
    with pytest.raises(StoreError, match="user-invalid"):
        Users(tmp_path / "users.db").add(name, role, password)
