"""The command line ``gouji``: one module per command, imported when it is asked for, so that ``gouji extract`` stays light."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import flows.messages

flows.messages.install()  # before click and the commands ask for their texts

import click  # noqa: E402

from flows.errors import Complaint, complaint  # noqa: E402
from flows.messages import _  # noqa: E402

COMMANDS = {
    "extract": "flows.commands.extract:extract",
    "text": "flows.commands.extract:text",
    "explain": "flows.commands.explain:explain",
    "coverage": "flows.commands.coverage:coverage",
    "ingest": "flows.commands.ingest:ingest",
    "quarantine": "flows.commands.quarantine:quarantine",
    "withdraw": "flows.commands.withdraw:withdraw",
    "flags": "flows.commands.flags:flags",
    "decide": "flows.commands.flags:decide",
    "query": "flows.commands.query:query",
    "tables": "flows.commands.query:tables",
    "targets": "flows.commands.targets:targets",
    "organisations": "flows.commands.organisations:organisations",
    "issues": "flows.commands.series:issues",
    "rules": "flows.commands.series:rules",
    "export": "flows.commands.export:export",
    "report": "flows.commands.report:report",
    "corrections": "flows.commands.corrections:corrections",
    "serve": "flows.commands.serve:serve",
    "users": "flows.commands.users:users",
    "train": "flows.commands.train:train",
    "up": "flows.commands.up:up",
    "down": "flows.commands.up:down",
    "status": "flows.commands.up:status",
    "schedule": "flows.commands.schedule:schedule",
    "backup": "flows.commands.backup:backup",
    "restore": "flows.commands.backup:restore",
    "notify": "flows.commands.notify:notify",
    "doctor": "flows.commands.doctor:doctor",
}
INTERRUPTED = 130  # what a shell reports for Ctrl-C
USAGE_CODES = {
    "NoSuchOption": "unknown-option",
    "NoSuchCommand": "unknown-command",
    "MissingParameter": "missing-argument",
    "BadParameter": "bad-value",
}


def _show_tracebacks(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        os.environ["GOUJI_DEBUG"] = "1"


_debug = click.option(
    "--debug", is_flag=True, expose_value=False, is_eager=True, callback=_show_tracebacks, help=_("Show the traceback of an error.")
)


class Commands(click.Group):
    """A group that imports a command's module when the command is asked for. Each command understands ``--debug``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _colon, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        if not any(p.name == "debug" for p in command.params):
            _debug(command)
        return command


def _version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        from importlib.metadata import version

        click.echo(f"gouji {version('gouji')}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("Gouji reads Chinese union bulletins into tables and cross-checks the numbers they report."),
    epilog=_("Start here: gouji ingest FOLDER, then gouji flags."),
)
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help=_("Show the version and exit."))
@_debug
def cli() -> None:
    """The group; its help text is given above because it is translated."""


def main(args: list[str] | None = None) -> None:
    """Run one command and end the process with the contract's exit code: 0 done, 1 failed, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # file names that are no UTF-8 are printed as \\udcXX, valid inside JSON
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if args is None else args))


def run(args: list[str]) -> int:
    """Run one command and give the exit code; errors are told on standard error."""
    try:
        with cli.make_context("gouji", list(args)) as ctx:
            cli.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.NoArgsIsHelpError as end:
        click.echo(end.ctx.get_help(), err=True)
        return 2
    except click.UsageError as error:
        return _tell(_usage(error), 2)
    except BrokenPipeError:  # the reader (head, less) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, click.Abort):
        return _tell(Complaint("", "interrupted", _("stopped by the user"), _("running it again completes it")), INTERRUPTED)
    except Exception as error:
        return _tell(complaint(error, next((arg for arg in args if arg in COMMANDS), "")), getattr(error, "status", 1))
    return 0


def _usage(error: click.UsageError) -> Complaint:
    code = next((USAGE_CODES[c.__name__] for c in type(error).__mro__ if c.__name__ in USAGE_CODES), "wrong-usage")
    command = error.ctx.command_path if error.ctx else "gouji"
    return Complaint(command.removeprefix("gouji").strip(), code, error.format_message(), _("see {command} --help").format(command=command))


def _tell(said: Complaint, status: int) -> int:
    click.echo(str(said), err=True)
    return status


if __name__ == "__main__":
    main()
