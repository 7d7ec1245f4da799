"""``gouji serve``: the desk, on this machine with a token, or in the office with users."""

from __future__ import annotations

import ipaddress
import secrets
import sys
from typing import TYPE_CHECKING

import click

from flows.commands.options import store
from flows.errors import Failure
from flows.messages import _

if TYPE_CHECKING:
    from socket import socket as Socket

    from outputs.desk.settings import Access


@click.command(
    help=_("Serve the desk: review flags, query the tables, follow targets, in the browser. Alone on this machine it opens with a token; with users "
           "(gouji users add) it can listen on the office network."),
    short_help=_("The desk, in the browser."),
)  # fmt: skip
@store
@click.option("--host", default="127.0.0.1", show_default=True, help=_("The address to listen on."))
@click.option("--port", type=click.IntRange(0, 65535), default=8600, show_default=True, help=_("The port to listen on; 0: any free one."))
@click.option("--users", "users_file", metavar="FILE", help=_("The file of users (see gouji users); default: the one beside the store, if there is one."))
@click.option("--name", metavar="NAME", help=_("Who decides when the desk is opened with a token; default: the user of this machine."))
@click.option("--proxy-header", metavar="HEADER", help=_("Believe this header of a reverse proxy on this machine about who has signed in there."))
@click.option("--https", is_flag=True, help=_("The desk is reached through HTTPS: cookies are limited to it."))
@click.option("--certificate", metavar="FILE", help=_("Serve HTTPS with this certificate (PEM)."))
@click.option("--key", metavar="FILE", help=_("The certificate's private key (PEM)."))
@click.option("--browser/--no-browser", default=None, help=_("Open the browser; default: when started from a terminal on a desktop."))
def serve(
    store: str, host: str, port: int, users_file: str | None, name: str | None, proxy_header: str | None, https: bool, certificate: str | None, key: str | None,
    browser: bool | None,
) -> None:  # fmt: skip
    import uvicorn

    from flows.desk import settings
    from outputs.desk.app import create_app

    access = _access(store, host, users_file, name, proxy_header, https or bool(certificate))
    listening = _listen(host, port)
    port = listening.getsockname()[1]
    app = create_app(settings(store, access, port))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, proxy_headers=False, server_header=False, ssl_certfile=certificate, ssl_keyfile=key, timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    config.load()  # a bad certificate is told before the address
    address = f"{'https' if certificate else 'http'}://{_shown(host)}:{port}/" + (f"?token={access.token}" if access.token else "")
    click.echo(_("The desk: {address} (Ctrl-C ends it)").format(address=address))
    sys.stdout.flush()
    if browser or (browser is None and sys.stdout.isatty()):
        click.launch(address)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> Socket:
    """The socket, taken before anything is promised."""
    import socket

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        raise Failure(f"{host}:{port}", "port-taken", str(error), _("choose another with --port (0: any free one) or --host")) from error
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # connections inherit it; else head and body of an answer arrive 40 ms apart
    return listening


def _access(store: str, host: str, users_file: str | None, name: str | None, proxy_header: str | None, secure: bool) -> Access:
    """Users where there are any, a token otherwise, and then on loopback only."""
    from pathlib import Path

    from flows.desk import users_file as beside
    from outputs.desk.access.users import Users
    from outputs.desk.settings import Access

    where = users_file or beside(store)
    if users_file and not Path(users_file).exists():
        raise Failure(users_file, "no-users", _("there is no such file of users"), _("make one: gouji users add NAME --role administer --users FILE"))
    if Path(where).exists() and Users(where).all():
        return Access(users=where, proxy_header=proxy_header, secure=secure)
    if not loopback(host) or proxy_header:
        raise Failure(host, "no-users", _("without users the desk listens on this machine only"), _("first: gouji users add NAME --role administer"))
    return Access(token=secrets.token_urlsafe(24), owner=name or _myself(), secure=secure)


def loopback(host: str) -> bool:
    """Whether an address is this machine's own and no other machine's way in."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _myself() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "auditor"
