"""``python -m flows.locale.compile``: every ``messages.po`` beside this module becomes the ``messages.mo`` that ``gettext`` reads."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(folder: Path = Path(__file__).parent) -> None:
    for source in folder.glob("*/LC_MESSAGES/messages.po"):
        with source.open("rb") as po, source.with_suffix(".mo").open("wb") as mo:
            write_mo(mo, read_po(po))


if __name__ == "__main__":
    compile_all()
