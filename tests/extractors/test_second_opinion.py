"""The second opinion: a small model trained here, its spans beside ours, and what cannot be used."""

from __future__ import annotations

import io
import json
import random
from pathlib import Path

import pytest
import spacy
from spacy.training import Example

from extractors.organisations import find_organisations
from extractors.pipeline import COMPONENTS, load
from extractors.second_opinion import NoRecogniser, merged, type_of
from extractors.training import TrainingError, annotated, train

SENTENCES = ["《云溪诗社》举办比赛。", "职工代表走访《青阳诗社》。", "《海州诗社》召开会议。", "市里表彰了《永丰诗社》。", "会议由《海澄诗社》承办。", "各级工会要认真学习。"]


def spans(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text = marked.replace("《", "").replace("》", "")
    return text, [(marked.index("《"), marked.index("》") - 1)] if "《" in marked else []


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A blank Chinese pipeline that has learnt half a dozen sentences by heart."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner").add_label("ORG")  # type: ignore[attr-defined]
    examples = [Example.from_dict(nlp.make_doc(text), {"entities": [(a, b, "ORG") for a, b in found]}) for text, found in map(spans, SENTENCES)]
    random.seed(0)
    spacy.util.fix_random_seed(0)
    nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, drop=0.0)
    path = tmp_path_factory.mktemp("model") / "ner"
    nlp.to_disk(path)
    return str(path)


def test_its_names_are_added_beside_ours(model: str) -> None:
    text = "".join(spans(s)[0] for s in SENTENCES) + "镇海区总工会到会。"
    ours = find_organisations(text)
    both = load(model=model)(text)._.organisations
    assert {o for o in both if o.resolved} == {o for o in ours if o.resolved}
    added = {o.text: o for o in both if o not in ours}
    assert {"云溪诗社", "青阳诗社"} <= set(added)
    assert {(o.resolved, o.role, o.name == o.text) for o in added.values()} == {(False, "mention", True)}
    assert all(text[o.start : o.end] == o.text for o in both)
    assert [o.start for o in both] == sorted(o.start for o in both)


def test_without_a_model_nothing_of_it_is_there() -> None:
    assert load().pipe_names == list(COMPONENTS)


@pytest.mark.parametrize(
    ("theirs", "texts"),
    [
        ([(0, 6)], ["镇海区总工会"]),
        ([(0, 3), (4, 8)], ["镇海区总工会"]),  # touches ours
        ([(7, 11)], ["镇海区总工会", "海澄茶社"]),
        ([(7, 11), (8, 11), (9, 13)], ["镇海区总工会", "海澄茶社"]),
        ([(6, 11), (11, 12)], ["镇海区总工会", "和海澄茶社"]),
        ([(7, 13)], ["镇海区总工会"]),  # a stop inside
    ],
)
def test_ours_win(theirs: list[tuple[int, int]], texts: list[str]) -> None:
    text = "镇海区总工会和海澄茶社。到会"
    assert [o.text for o in merged(text, find_organisations(text), theirs)] == texts


@pytest.mark.parametrize(("name", "kind"), [("海澄工会", "union"), ("某某局", "government"), ("海澄公司", "company"), ("诗社", "other")])
def test_the_last_word_gives_the_type(name: str, kind: str) -> None:
    assert type_of(name) == kind


def test_what_is_no_recogniser_is_told(tmp_path: Path) -> None:
    spacy.blank("zh").to_disk(tmp_path / "blank")
    for name in ("no_such_package", str(tmp_path / "blank")):
        with pytest.raises(NoRecogniser) as caught:
            load(model=name)
        assert caught.value.model == name and caught.value.cause


def test_training_writes_a_pipeline_that_can_be_used(tmp_path: Path) -> None:
    lines = [json.dumps({"text": t, "organisations": [{"text": t[a:b]} for a, b in found]}) for t, found in map(spans, SENTENCES * 4)]
    score = train(annotated(lines), tmp_path / "made", steps=60, log=io.StringIO())
    assert 0 <= score <= 1
    assert "gouji_second_opinion" in load(model=str(tmp_path / "made")).pipe_names


def test_too_few_texts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="too-few-texts"):
        train([("海澄鞋厂", [(0, 4)])], tmp_path)


@pytest.mark.parametrize("line", ["{", "[]", '{"x": 1}', '{"text": "甲", "organisations": [{"text": "乙"}]}', '{"text": "甲", "organisations": [{"start": 0, "end": 9}]}'])
def test_a_bad_line_is_told_by_its_number(line: str) -> None:
    with pytest.raises(TrainingError) as caught:
        list(annotated(['{"text": "甲", "organisations": []}', "", line]))
    assert (caught.value.line, caught.value.code) == (3, "annotation-invalid")
