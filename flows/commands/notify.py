"""``gouji notify``: who is told, and whether it arrives."""

from __future__ import annotations

import click

from flows.messages import _


@click.group(help=_("Notices by e-mail, webhook or chat when a run fails or new errors are found."), short_help=_("Notices to people."))
def notify() -> None:
    """The group; its help text is given above because it is translated."""


@notify.command(help=_("Send a notice by every way that is set, and tell what became of it."), short_help=_("Send a test notice."))
def test() -> None:
    from flows.notify import Notice, send, ways
    from flows.settings import notifications, path

    settings = notifications()
    if not settings:
        click.echo(_("Nobody is told: {file} has no [notify] section with mail, webhook or services (docs/OPERATIONS.md).").format(file=path()))
        raise click.exceptions.Exit(1)
    problems = send(Notice("test", "勾稽：通知测试", "收到这条消息，说明勾稽的通知已经设好。"), settings)
    failed = {problem.partition(": ")[0] for problem in problems}
    for name, _way in ways(settings):
        if name not in failed:
            click.echo(_("sent: {way}").format(way=name))
    for problem in problems:
        click.echo(_("not sent: {problem}").format(problem=problem), err=True)
    if problems:
        raise click.exceptions.Exit(1)
