"""Notices, to real receivers on this machine: an SMTP server and a web server."""

from __future__ import annotations

import email
import json
import threading
from collections.abc import Iterator
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from flows import notify
from flows.errors import Failure
from flows.settings import Mail, Notify, Webhook, notifications
from flows.tracking import free_port

SECRET, OTHER = "k7-very-secret", "pa55-not-it"
FLAG = {"fingerprint": "f1", "rule": "sum-of-parts", "message": "各部分合计330人，与总数350人不符", "equation": "350 ≠ 330", "path": "a.txt", "severity": "error"}


class Mailbox:
    """Keeps what it gets, except for addresses at example.net."""

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.endswith("example.net"):
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.messages.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    allowed = lambda server, session, envelope, mechanism, data: AuthResult(success=data.password == SECRET.encode(), handled=False)  # noqa: E731
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), authenticator=allowed, auth_require_tls=False)
    controller.start()
    yield box, controller.port
    controller.stop()


@pytest.fixture
def hook() -> Iterator[tuple[list[tuple[dict[str, Any], Any]], str]]:
    """What was posted, with its headers, and where to."""
    got: list[tuple[dict[str, Any], Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((json.loads(self.rfile.read(int(self.headers["Content-Length"]))), self.headers))
            self.send_response(500 if self.path.endswith("broken") else 204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield got, f"http://127.0.0.1:{server.server_port}/hook"
    server.shutdown()


def mail(port: int, **more: Any) -> Mail:
    given: dict[str, Any] = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "gouji@example.org", "to": ["a@example.org"], "user": "gouji", "password": SECRET}
    return Mail(**given | more)


def test_e_mail(mailbox: Any) -> None:
    box, port = mailbox
    assert notify.send(notify.failure("录入", "录入", "store-full: 磁盘已满", "http://127.0.0.1:4200/runs/1"), Notify(mail=mail(port))) == []
    [message] = box.messages
    assert (message["Subject"], message["From"], message["To"]) == ("勾稽：录入没有完成", "gouji@example.org", "a@example.org")
    assert "原因：store-full: 磁盘已满" in message.get_content() and "http://127.0.0.1:4200/runs/1" in message.get_content()


def test_webhook(hook: Any) -> None:
    got, url = hook
    notice = notify.new_errors([FLAG] * 12, "run-1", "http://desk/flags")
    assert notify.send(notice, Notify(webhook=Webhook(url, SECRET))) == []
    [(body, headers)] = got
    assert (body["event"], body["data"]["count"], len(body["data"]["flags"]), body["data"]["flags"][0]["rule"]) == ("new-errors", 12, 10, "sum-of-parts")
    assert "另有 2 条" in body["text"] and headers["Authorization"] == f"Bearer {SECRET}"


@pytest.mark.parametrize(
    ("ways", "code"),
    [
        (lambda port, url: {"mail": mail(port, password=OTHER)}, "SMTPAuthenticationError"),
        (lambda port, url: {"mail": mail(port, to=["b@example.net"])}, "SMTPRecipientsRefused"),
        (lambda port, url: {"mail": mail(port, security="ssl")}, "SSLError"),
        (lambda port, url: {"mail": mail(9)}, "ConnectionRefusedError"),
        (lambda port, url: {"webhook": Webhook(f"{url}/{SECRET}/broken")}, "500"),
        (lambda port, url: {"webhook": Webhook(f"no-protocol/{SECRET}")}, "ValueError"),
        (lambda port, url: {"services": [f"json://127.0.0.1:9/{SECRET}"]}, "json"),
    ],
)
def test_what_cannot_be_sent_is_told_without_secrets(mailbox: Any, hook: Any, ways: Any, code: str) -> None:
    [problem] = notify.send(notify.failure("录入", "r", "x"), Notify(**ways(mailbox[1], hook[1])))
    assert code in problem and "\n" not in problem
    assert SECRET not in problem and OTHER not in problem


def test_services_of_apprise(hook: Any) -> None:
    got, url = hook
    assert notify.send(notify.failure("录入", "r", "x"), Notify(services=[url.replace("http", "json")])) == []
    assert got[0][0]["title"] == "勾稽：录入没有完成"


def test_only_what_was_asked_for(hook: Any) -> None:
    got, url = hook
    assert notify.send(notify.failure("录入", "r", "x"), Notify(("new-errors",), webhook=Webhook(url))) == []
    assert notify.send(notify.new_errors([], "r"), Notify(webhook=Webhook(url))) == []
    assert got == []


SETTINGS = """
[notify]
events = ["failure"]
[notify.mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "gouji@example.org"
to = ["a@example.org"]
user = "gouji"
[notify.webhook]
url = "{url}"
"""


def test_the_command_tells_every_way(gouji: Any, mailbox: Any, hook: Any, tmp_path: Path) -> None:
    (tmp_path / "gouji.toml").write_text(SETTINGS.format(port=mailbox[1], url=hook[1]), "utf-8")
    done = gouji("notify", "test", cwd=tmp_path, env={"GOUJI_SMTP_PASSWORD": SECRET})
    assert (done.returncode, done.stderr) == (0, "")
    assert "127.0.0.1" in done.stdout and len(mailbox[0].messages) == len(hook[0]) == 1
    done = gouji("notify", "test", cwd=tmp_path, env={"GOUJI_SMTP_PASSWORD": OTHER})
    assert done.returncode == 1 and "e-mail" in done.stderr and "webhook" in done.stdout
    assert gouji("notify", "test", cwd=tmp_path.parent, env={"GOUJI_CONFIG": "none.toml"}).returncode == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[notify", "Expected"),
        ("[notity]\n", "notity (checks, notify)"),
        ("[notify]\nevents = ['all']\n", "notify.events"),
        ("[notify.mail]\nhost = 'a'\nsender = 'b'\n", "'to'"),
        ("[notify.mail]\nhost = 'a'\nsender = 'b'\nto = 'c'\n", "notify.mail.to: list"),
        ("[notify.mail]\nhost = 'a'\nsender = 'b'\nto = ['c']\nsecurity = 'tls'\n", "notify.mail.security"),
        ("[notify.webhook]\nurl = 'http://x'\ncolour = 1\n", "webhook.colour (token, url)"),
    ],
)
def test_wrong_settings_are_named(text: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "g.toml").write_text(text, "utf-8")
    monkeypatch.setenv("GOUJI_CONFIG", str(tmp_path / "g.toml"))
    with pytest.raises(Failure) as caught:
        notifications()
    assert (caught.value.code, caught.value.subject) == ("bad-settings", str(tmp_path / "g.toml"))
    assert named in caught.value.reason
    assert len(notify.send(notify.failure("录入", "r", "x"))) == 1  # told, not raised
