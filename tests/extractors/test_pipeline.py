"""The spaCy Language: facts on the Doc, and a pipeline that can be saved, loaded, sent and pickled with its lexicon."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractors.model import Context
from extractors.pipeline import LAYERS, load
from extractors.segmentation import Segmenter

TEXT = "2015年，海州市总工会新建工会10家，其中外资企业8家、内资企业2家。全市要在6月底前新发展会员不少于2万名。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def read(nlp: Language, text: str = TEXT) -> Doc:
    doc = nlp.make_doc(text)
    doc._.context = Context(issued=date(2015, 3, 31))
    return nlp(doc)


def layers(doc: Doc) -> dict[str, object]:
    return {layer: doc._.get(layer) for layer in LAYERS}


def test_facts_are_on_the_doc(nlp: Language) -> None:
    doc = read(nlp)
    assert [f.text for f in doc._.figures] == ["10家", "8家", "2家", "不少于2万名"]
    assert [t.figure.text for t in doc._.targets] == ["不少于2万名"]
    assert doc._.targets[0].deadline == "2015-06-30"
    assert "海州市总工会" in [o.text for o in doc._.organisations]
    assert {c.verdict for c in doc._.checks if c.check == "sum-of-parts"} == {"holds"}


def test_offsets_are_those_of_the_text(nlp: Language) -> None:
    doc = read(nlp, "　　" + TEXT + "\n" + TEXT)
    for fact in (*doc._.figures, *doc._.organisations, *doc._.periods):
        assert doc.text[fact.start : fact.end] == fact.text



def test_sentences_begin_where_the_text_says(nlp: Language) -> None:
    assert [sentence.text[:4] for sentence in read(nlp).sents] == ["2015", "全市要在"]


def test_pipe_gives_what_call_gives(nlp: Language) -> None:
    texts = [TEXT, "", "会议强调，要发挥工会作用。", TEXT * 3]
    assert [layers(doc) for doc in nlp.pipe(texts)] == [layers(nlp(text)) for text in texts]


def test_facts_travel_between_processes(nlp: Language) -> None:
    texts = [TEXT, TEXT + TEXT]
    assert [layers(doc) for doc in nlp.pipe(texts, n_process=2)] == [layers(nlp(text)) for text in texts]


def test_facts_survive_a_docbin(nlp: Language) -> None:
    doc = read(nlp)
    back = next(iter(DocBin(store_user_data=True).from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes()).get_docs(nlp.vocab)))
    assert layers(back) == layers(doc)
    assert back._.context == doc._.context


def test_a_saved_pipeline_carries_its_lexicon(nlp: Language, tmp_path: Path) -> None:
    changed = load()
    changed.tokenizer.segmenter = Segmenter([*changed.tokenizer.segmenter.words, ("海州试验词", 100, "n")])
    changed.to_disk(tmp_path / "saved")
    again = spacy.load(tmp_path / "saved")
    assert again.pipe_names == nlp.pipe_names
    assert "海州试验词" in [t.text for t in again("这是海州试验词。")]
    assert "海州试验词" not in [t.text for t in nlp("这是海州试验词。")]
    assert layers(read(again)) == layers(read(nlp))
    assert load().from_bytes(changed.to_bytes()).tokenizer.segmenter.words == changed.tokenizer.segmenter.words


def test_a_saved_pipeline_loads_without_importing_us(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "saved")
    code = "import sys, spacy; nlp = spacy.load(sys.argv[1]); print(len(nlp('新建工会10家。')._.figures))"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "saved")], capture_output=True, text=True, timeout=120)
    assert (done.stdout.strip(), done.returncode) == ("1", 0), done.stderr
