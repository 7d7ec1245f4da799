"""Whatever the bytes are: a bulletin or a CorpusError, in time."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

import making
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.limits import Limits

LAYOUTS = [p.read_bytes() for p in sorted((Path(__file__).parent / "layouts").glob("*.txt"))]
LINES = ["工会信息", "第7期", "某县总工会举办技能大赛", "3月2日，某县总工会举办技能大赛，340名职工参加。（某县总工会）"]
SEEDS = [
    making.docx([*LINES, [["单位", "人数"], ["甲厂", "12"]]]),
    making.pdf([[(0, line) for line in LINES]]),
    f"<html><body>{''.join(f'<p>{line}</p>' for line in LINES)}<table><tr><td>1</td></tr></table></body></html>".encode("gbk"),
    making.doc("\r".join(LINES) + "\r单位\x07人数\x07\x07甲厂\x0712\x07\x07"),
    making.rtf("\n".join(LINES)),
    making.zipped({"a.txt": "\n".join(LINES).encode()}),
    *LAYOUTS[::12],
]


def outcome(data: bytes) -> str:
    try:
        bulletin = corpus.read("a", data, Limits(seconds=20))
    except corpus.CorpusError as error:
        assert error.code and error.reason
        return error.code
    length = len(bulletin.source.text)
    for a in bulletin.articles:
        assert 0 <= a.start < a.end <= length
        for span in (a.title, a.contributor):
            assert span is None or a.start <= span[0] <= span[1] <= length
    return "read"


def mutated(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 20, 200))):
        kind, at = rng.randrange(4), rng.randrange(len(out) or 1)
        if kind == 0 and out:
            out[at] = rng.randrange(256)
        elif kind == 1:
            del out[at : at + rng.randrange(1, 40)]
        elif kind == 2:
            out[at:at] = rng.randbytes(rng.randrange(1, 20))
        else:
            out[at:at] = out[at : at + rng.randrange(1, 200)]
    return bytes(out[: rng.randrange(len(out) + 1)] if rng.random() < 0.2 else out)


TURNS, OFFICE_EVERY = 40, 20  # LibreOffice takes seconds to give up on a damaged file


@pytest.mark.parametrize("number", range(len(SEEDS)))
def test_mutated_files(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, find = random.Random(number), shutil.which
    for turn in range(TURNS):
        with_office = turn % OFFICE_EVERY == OFFICE_EVERY - 1
        monkeypatch.setattr(shutil, "which", lambda name, on=with_office: find(name) if on or "office" not in name else None)
        assert outcome(mutated(SEEDS[number], rng))


@given(st.text(alphabet="工会第7期（）()【】●：:、。，\n　 附件报送年月日12一总—-目录编者按", max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    assert outcome(text.encode()) in ("read", "empty", "no-article", "binary", "not-chinese")


@pytest.mark.parametrize(
    "text",
    [
        "　" * 200_000 + "工会",
        "工　" * 100_000,
        "（" * 100_000,
        "供稿：" + " " * 100_000 + "工会",
        "第1期\n" * 6_000,
        "报：\n" * 6_000,
        "●某县工会\n" * 6_000,
        "一、\n" * 6_000,
        "某县总工会召开会议\n" * 6_000,
        "目录\n" * 6_000,
        "单位\t人数\n" * 6_000,
        "编者按：\n" * 6_000,
        "." * 200_000,
        "《" * 50_000 + "》" * 50_000,
        "1 " * 100_000,
    ],
)
def test_long_texts_take_linear_time(text: str) -> None:
    began = time.process_time()
    outcome(text.encode())
    assert time.process_time() - began < 20, "a second and a half where nothing else runs"


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<b><i>", "<x-y>"])
def test_pages_nested_without_end_are_refused_at_once(opening: str) -> None:
    from corpus import CorpusError, extract

    with pytest.raises(CorpusError, match="too-deep"):
        extract("a.html", b"<html><body>" + opening.encode() * 200_000)


def test_elements_that_need_no_end_are_not_nested() -> None:
    from corpus import extract

    body = "<p>工会召开会议<br><ul>" + "<li>各区工会参加" * 3_000 + "</ul><o:p></o:p>" * 3_000
    assert "各区工会参加" in extract("a.html", f"<html><body>{body}</body></html>".encode()).text
