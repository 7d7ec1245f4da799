"""Telling people who are not looking: e-mail, a webhook, and the services of Apprise. A notice that cannot be sent fails nothing, and no secret is ever printed."""

from __future__ import annotations

import json
import smtplib
import ssl
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import urlsplit

from flows.settings import PORTS, Mail, Notify, Webhook, notifications

SECONDS = 15.0
LISTED = 10  # flags in the text of a notice; the desk has them all


@dataclass(frozen=True)
class Notice:
    """``event``: a name of :data:`flows.settings.EVENTS`, or ``test``; ``data``: for programs, the same in keys."""

    event: str
    subject: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)


def failure(what: str, run: str, reason: str, address: str = "") -> Notice:
    """A run that failed or crashed. ``what``: the flow's Chinese name; ``address``: where Prefect shows the run."""
    text = [f"{what}（{run}）没有完成。", f"原因：{reason}", *([f"运行记录：{address}"] if address else []), "已写入的内容都在；排除原因后再运行一次即可补齐。"]
    return Notice("failure", f"勾稽：{what}没有完成", "\n".join(text), {"flow": what, "run": run, "reason": reason, "url": address})


def new_errors(flags: Sequence[Mapping[str, Any]], run: str, address: str = "") -> Notice | None:
    """Flags of severity error that a run opened (rows of :func:`flows.opened.details`); ``None`` without any."""
    if not flags:
        return None
    listed = [f"{n}. {f['message']}（{f['path']}）" for n, f in enumerate(flags[:LISTED], 1)]
    more = [f"…… 另有 {len(flags) - LISTED} 条"] if len(flags) > LISTED else []
    text = [f"新出现 {len(flags)} 条“错误”级疑点：", *listed, *more, *([f"审核：{address}"] if address else [])]
    data = {"run": run, "count": len(flags), "url": address, "flags": [{k: f[k] for k in ("fingerprint", "rule", "message", "equation", "path")} for f in flags[:LISTED]]}
    return Notice("new-errors", f"勾稽：新出现 {len(flags)} 条错误", "\n".join(text), data)


def send(notice: Notice | None, settings: Notify | None = None) -> list[str]:
    """Send a notice by every way that is set; gives the problems, a line each. Never raises."""
    if notice is None:
        return []
    try:
        settings = notifications() if settings is None else settings
    except Exception as error:
        return [str(error)]
    if notice.event != "test" and notice.event not in settings.events:
        return []
    problems = []
    for name, way in ways(settings):
        try:
            way(notice)
        except Exception as error:
            problems.append(f"{name}: {_harmless(error, settings)}")
    return problems


def ways(settings: Notify) -> Iterator[tuple[str, Callable[[Notice], None]]]:
    """The ways that are set, each with a name that gives nothing away."""
    if mail := settings.mail:
        yield f"e-mail ({mail.host}:{mail.port or PORTS[mail.security]})", lambda notice: _mail(mail, notice)
    if webhook := settings.webhook:
        yield f"webhook ({urlsplit(webhook.url).hostname})", lambda notice: _post(webhook, notice)
    for address in settings.services:
        yield f"{address.partition(':')[0]}://…", lambda notice, address=address: _service(address, notice)  # type: ignore[misc]


def _mail(mail: Mail, notice: Notice) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = notice.subject, mail.sender, ", ".join(mail.to)
    message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid("gouji")
    message.set_content(notice.text)
    port = mail.port or PORTS[mail.security]
    context = ssl.create_default_context()
    made = smtplib.SMTP_SSL(mail.host, port, timeout=SECONDS, context=context) if mail.security == "ssl" else smtplib.SMTP(mail.host, port, timeout=SECONDS)
    with made as server:
        if mail.security == "starttls":
            server.starttls(context=context)
        if mail.user:
            server.login(mail.user, mail.password)
        if refused := server.send_message(message):
            raise OSError(", ".join(refused))


def _post(webhook: Webhook, notice: Notice) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "gouji"}
    if webhook.token:
        headers["Authorization"] = f"Bearer {webhook.token}"
    body = json.dumps(asdict(notice), ensure_ascii=False, default=str).encode()
    with urllib.request.urlopen(urllib.request.Request(webhook.url, body, headers, method="POST"), timeout=SECONDS):
        pass


def _service(address: str, notice: Notice) -> None:
    import apprise

    sender = apprise.Apprise()
    if not sender.add(address):
        raise ValueError("not an address of Apprise")
    if not sender.notify(title=notice.subject, body=notice.text):
        raise OSError("not accepted")


def _harmless(error: Exception, settings: Notify) -> str:
    """What went wrong, without anything that was given in confidence."""
    secrets = [settings.mail.password if settings.mail else "", *((settings.webhook.token, settings.webhook.url) if settings.webhook else ()), *settings.services]
    told = f"{type(error).__name__}: {error}"
    for secret in filter(None, secrets):
        told = told.replace(secret, "…")
    return " ".join(told.split())
