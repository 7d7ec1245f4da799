"""Failures that a person is told about: one line with the thing, a stable code, the reason, and what would be accepted."""

from __future__ import annotations

import os
import traceback
from typing import NamedTuple

from flows.messages import _


class Failure(Exception):
    """Something a command cannot do. ``subject``: the file, store or option; ``code``: stable, kebab-case; ``status``: the exit code."""

    def __init__(self, subject: str, code: str, reason: str, remedy: str = "", status: int = 1) -> None:
        self.subject, self.code, self.reason, self.remedy, self.status = subject, code, reason, remedy, status
        super().__init__(code, reason)


class Complaint(NamedTuple):
    """A failure in the form in which it is printed and, for a file, put in quarantine."""

    subject: str
    code: str
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        line = ": ".join(filter(None, ("gouji", self.subject, self.code, self.reason)))
        if self.remedy:
            line += _(" ({remedy})").format(remedy=self.remedy)
        return " ".join(line.split())


def complaint(error: BaseException, subject: str = "") -> Complaint:
    """What to say about ``error``. Every module's own errors carry ``code`` and ``reason``; those of the system are given a code here.

    With ``--debug`` (GOUJI_DEBUG, which worker processes inherit) the traceback is printed too.
    """
    if os.environ.get("GOUJI_DEBUG"):
        traceback.print_exception(error)
    code, reason = getattr(error, "code", None), getattr(error, "reason", None)
    if isinstance(code, str) and isinstance(reason, str):
        named = getattr(error, "subject", None) or getattr(error, "path", None) or subject
        return Complaint(str(named), code, reason, getattr(error, "remedy", "") or "")
    if isinstance(error, OSError):
        return _system(error, subject)
    if isinstance(error, MemoryError):
        return Complaint(subject, "out-of-memory", _("not enough memory"), _("fewer --workers, or a smaller file"))
    return Complaint(subject, "internal-error", f"{type(error).__name__}: {error}", _("--debug shows where; please report it"))


def _system(error: OSError, subject: str) -> Complaint:
    where = str(error.filename or subject)
    if isinstance(error, FileNotFoundError):
        return Complaint(where, "not-found", _("no such file or folder"), _("give an existing file, folder, glob, .zip or URL"))
    if isinstance(error, IsADirectoryError):
        return Complaint(where, "is-a-folder", _("a folder where a file is expected"), _("name files, or use gouji ingest for folders"))
    if isinstance(error, PermissionError):
        return Complaint(where, "not-permitted", _("no permission to read or write it"), _("check the owner and mode of the file"))
    if error.errno == 28:
        return Complaint(where, "disk-full", _("no space left on the disk"), _("free some space and run the command again"))
    return Complaint(where, "input-output", error.strerror or str(error), "")
