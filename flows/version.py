"""The version of what reads a bulletin: a document is read again when it changes."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_READING = ("corpus/**/*.py", "corpus/lexicons/*", "extractors/**/*.py", "extractors/lexicons/*", "flows/analyse.py", "flows/rows.py")


@cache
def pipeline() -> str:
    """Release number and a digest of the code and the lexicons, so that a new word counts as a new version too."""
    digest = hashlib.sha256()
    for path in sorted({p for pattern in _READING for p in _ROOT.glob(pattern) if p.is_file()}):
        digest.update(path.relative_to(_ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{version('gouji')}+{digest.hexdigest()[:10]}"
