"""``gouji users``: who may use the desk in the office, and as what."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from flows.commands.options import output_format, store
from flows.commands.show import show
from flows.messages import _

if TYPE_CHECKING:
    from outputs.desk.access.users import Role, Users

ROLES = ("read", "review", "administer")
_file = click.option("--users", "file", metavar="FILE", help=_("The file of users; default: beside the store."))
_role = click.option("--role", type=click.Choice(ROLES), default="review", show_default=True, help=_("What they may do; each includes those before it."))
_stdin = click.option("--password-stdin", is_flag=True, help=_("Read the password from standard input instead of asking for it."))


@click.group(help=_("The users of the desk: add, list, change role or password, remove."), short_help=_("The users of the desk."))
def users() -> None:
    """The group; its help text is given above because it is translated."""


@users.command(help=_("Add a user."), short_help=_("Add a user."))
@click.argument("name")
@_role
@_stdin
@click.option("--no-password", is_flag=True, help=_("They sign in through a reverse proxy only."))
@_file
@store
def add(name: str, role: Role, password_stdin: bool, no_password: bool, file: str | None, store: str) -> None:
    opened = _users(file, store)
    opened.add(name, role, None if no_password else _password(password_stdin))
    click.echo(_("Added: {name} ({role})").format(name=name, role=_word(role)))


@users.command("list", help=_("List the users."), short_help=_("List the users."))
@_file
@store
@output_format("table", "csv")
def list_(file: str | None, store: str, format_: str) -> None:
    show(format_, (_("name"), _("role")), [(u.name, u.role if format_ == "csv" else _word(u.role)) for u in _users(file, store).all()])


@users.command(help=_("Change what a user may do; open sessions end."), short_help=_("Change a role."))
@click.argument("name")
@click.argument("role", type=click.Choice(ROLES))
@_file
@store
def role(name: str, role: Role, file: str | None, store: str) -> None:
    _users(file, store).set_role(name, role)
    click.echo(_("{name} is now: {role}").format(name=name, role=_word(role)))


@users.command(help=_("Set a user's password; open sessions end."), short_help=_("Set a password."))
@click.argument("name")
@_stdin
@_file
@store
def password(name: str, password_stdin: bool, file: str | None, store: str) -> None:
    _users(file, store).set_password(name, _password(password_stdin))
    click.echo(_("Password changed: {name}").format(name=name))


@users.command(help=_("Remove a user; what they decided stays."), short_help=_("Remove a user."))
@click.argument("name")
@_file
@store
def remove(name: str, file: str | None, store: str) -> None:
    _users(file, store).remove(name)
    click.echo(_("Removed: {name}").format(name=name))


def _users(file: str | None, store: str) -> Users:
    from flows.desk import users_file
    from outputs.desk.access.users import Users

    return Users(file or users_file(store))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    ask: Callable[..., str] = click.prompt
    return ask(_("Password"), hide_input=True, confirmation_prompt=True)


def _word(role: str) -> str:
    from flows.messages import chinese
    from outputs.desk.access.users import ROLE_LABELS

    return {**ROLE_LABELS}[role] if chinese() else role
