"""Bytes → text: the encoding is decided from the bytes, damage is reported."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.decoding import decode, table
from corpus.model import CorpusError

SIMPLIFIED = "近日，某县总工会慰问一线职工560人，发放慰问品价值4.5万元。"
TRADITIONAL = "近日，某縣總工會慰問一線職工560人，發放慰問品價值4.5萬元。"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "hz", "hz"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        ("某县总工会召开全委会。", "gb18030", "gb18030"),
        ("𠮷林市总工会慰问职工，共计八十人。", "gb18030", "gb18030"),
        ("report 2011: 56 members", "utf-8", "utf-8"),
        ("联通", "gbk", "gb18030"),  # these four bytes are valid UTF-8, too
    ],
)
def test_encodings(text: str, written: str, found: str) -> None:
    decoded = decode(text.encode(written))
    assert (decoded.text, decoded.encoding) == (text, found)
    assert decoded.warnings == ()
    assert decoded.certainty >= 0.9


def test_ascii_in_front_does_not_decide() -> None:
    page = "<p>a</p>\n" * 900 + SIMPLIFIED
    assert decode(page.encode("gb18030")).text == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_byte_is_reported_and_harms_its_own_place_only(encoding: str, seed: int) -> None:
    text = SIMPLIFIED * 3
    data = bytearray(text.encode(encoding))
    at = next(i for i in random.Random(seed).sample(range(len(data)), len(data)) if data[i] >= 0x80)
    data[at] = 0xFF if encoding != "utf-16-le" else 0xDC
    decoded = decode(bytes(data))
    assert decoded.encoding == encoding
    same = 0
    while same < len(text) and decoded.text[same] == text[same]:
        same += 1
    tail = 0
    while tail < len(text) - same and decoded.text[-1 - tail] == text[-1 - tail]:
        tail += 1
    assert same + tail >= len(text) - 3
    if "\ufffd" in decoded.text:
        assert any("损坏" in w for w in decoded.warnings)


def test_the_declared_encoding_is_believed_when_the_bytes_agree() -> None:
    assert decode(SIMPLIFIED.encode("gb18030"), declared="gb18030").encoding == "gb18030"
    assert decode(SIMPLIFIED.encode("gb18030"), declared="latin-1").encoding == "gb18030"
    assert decode(SIMPLIFIED.encode("gb18030"), declared="no-such-codec").encoding == "gb18030"


@pytest.mark.parametrize("text", ["锟斤拷锟斤拷" + SIMPLIFIED, SIMPLIFIED.encode().decode("latin-1")])
def test_mojibake_is_reported(text: str) -> None:
    assert any("乱码" in w for w in decode(text.encode()).warnings)


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, random.Random(3).randbytes(5000), b"\x00\x01\x02" * 400])
def test_binary(data: bytes) -> None:
    with pytest.raises(CorpusError) as error:
        decode(data, "a.bin")
    assert (error.value.code, error.value.path) == ("binary", "a.bin")


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_give_text_or_binary(data: bytes) -> None:
    try:
        decoded = decode(data)
    except CorpusError as error:
        assert error.code == "binary"
    else:
        assert 0.0 <= decoded.certainty <= 1.0


def test_the_table_knows_both_scripts() -> None:
    assert table()[ord("会")] == table()[ord("會")]
    assert table()[ord("的")] < table()[ord("鲲")]
