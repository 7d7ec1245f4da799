"""The words: those of jieba with our lexicon, whichever engine cuts them, and no word of ours in jieba's global dictionary."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.lexicons import LexiconError
from extractors.segmentation import Segmenter, read_words, write_words

rust, reference = Segmenter(engine="rjieba"), Segmenter(engine="jieba")

SENTENCES = [
    "全市建会率和职工入会率分别达到91.2%和88%。",
    "5G-A基站、PM_2.5浓度、R&D投入、C++培训、A+B--c、10%-20%、a.b.c、1.2.3",
    "２００８年３月　二十三日",
    "",
    "\n\n  ●市总工会\t召开会议\r\n",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_both_engines_cut_the_same_words(text: str) -> None:
    assert rust(text) == reference(text)


@settings(max_examples=400, deadline=None)
@given(st.text(st.sampled_from("aB5 0.%+#&_-，中国总工会市率建\n\r\t　１Ａ％😀")))
def test_the_words_are_the_text(text: str) -> None:
    assert "".join(rust(text)) == text
    assert rust(text) == reference(text)


def test_the_lexicon_joins_words_of_the_genre() -> None:
    assert "建会率" in rust("企业建会率达到九成")
    assert "市总工会" in rust("市总工会召开会议")


def test_the_lexicon_is_not_the_global_one() -> None:
    rust("建会率"), reference("建会率")
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    assert "建会率" not in jieba.dt.FREQ


def test_a_lexicon_survives_a_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    write_words(path, read_words())
    assert read_words(path) == read_words()


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("word,frequency,tag\n建会,18,n\n建会,3,n\n", 3, "already on line 2"),
        ("word,freq,tag\n建会,18,n\n", 1, "columns"),
        ("# words\nword,frequency,tag\n建会,18\n", 3, "2 cells"),
        ("", 1, "empty"),
    ],
)
def test_a_bad_lexicon_is_refused_by_line(tmp_path: Path, content: str, line: int, reason: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=reason) as error:
        read_words(path)
    assert error.value.line == line
