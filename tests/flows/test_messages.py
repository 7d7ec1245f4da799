"""Everything that the program says has its Chinese, and the compiled catalogue is the one of the source."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from flows.messages import CHINESE, LOCALE

FLOWS = LOCALE.parent
PO = LOCALE / CHINESE / "LC_MESSAGES" / "messages.po"
FIELD = re.compile(r"\{[^{}]*\}")
CLICK = Path(__import__("click").__file__).parent


def catalogue() -> dict[str, str]:
    with PO.open("rb") as f:
        return {m.id if isinstance(m.id, str) else m.id[0]: m.string if isinstance(m.string, str) else m.string[0] for m in read_po(f) if m.id}


def said(folder: Path) -> set[str]:
    found = extract_from_dir(folder, keywords={"_": None, "ngettext": (1, 2)})
    return {message if isinstance(message, str) else message[0] for _file, _line, message, _comments, _context in found}


def test_every_text_is_translated_and_every_translation_used() -> None:
    known = catalogue()
    assert {text for text in said(FLOWS) if not known.get(text)} == set()
    assert set(known) - said(FLOWS) - said(CLICK) - {"required"} == set()


def test_placeholders_agree() -> None:
    with PO.open("rb") as f:
        single = [m for m in read_po(f) if m.id and not m.pluralizable]
    assert {m.id for m in single if sorted(FIELD.findall(m.id)) != sorted(FIELD.findall(m.string))} == set()


def test_the_compiled_catalogue_is_up_to_date() -> None:
    with PO.with_suffix(".mo").open("rb") as f:
        compiled = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in read_mo(f) if m.id}
    assert {k: v if isinstance(v, str) else v[0] for k, v in compiled.items()} == catalogue(), "run make messages"


@pytest.mark.parametrize(("language", "expected"), [(None, "用法："), ("zh", "用法："), ("en", "Usage:"), ("EN_US", "Usage:")])
def test_language_of_help(language: str | None, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOUJI_LANG", raising=False)
    if language:
        monkeypatch.setenv("GOUJI_LANG", language)
    told = subprocess.run([sys.executable, "-m", "flows.cli", "--help"], capture_output=True, text=True, check=True).stdout
    assert told.startswith(expected)
