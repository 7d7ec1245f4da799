"""The manifests tell the truth about the sample bulletins: every string stands where they say, every equation holds or fails as they say.

Nothing of the program is used here: what the files say is established by plain decoding.
"""

from __future__ import annotations

import ast
import html
import operator
import re
from collections import Counter
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "bulletins"
FOLDERS = [folder for folder in (SAMPLES, ROOT / "tests" / "data" / "heldout") if (folder / "manifest.yaml").exists()]
LAYOUTS = {"masthead", "spaced masthead", "sections only", "web page", "document"}
STATUS = {"open", "on-track", "met", "missed", "overdue", "revised"}
KINDS = {"union", "party", "government", "company", "institution", "association", "other"}

Record = dict[str, Any]


@cache
def manifest(folder: Path) -> list[Record]:
    files: list[Record] = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))["files"]
    return files


@cache
def decoded(folder: Path, name: str) -> str:
    entry = next(f for f in manifest(folder) if f["file"] == name)
    path = folder / name
    if entry["format"] == "docx":
        import docx
        from docx.text.paragraph import Paragraph

        lines = []
        for block in docx.Document(str(path)).iter_inner_content():
            lines += [block.text] if isinstance(block, Paragraph) else ["\t".join(c.text for c in row.cells) for row in block.rows]
        return "\n".join(lines)
    text = path.read_bytes().decode(entry["encoding"])
    if entry["format"] == "html":
        content = text[text.index('<div class="content">') : text.index('<div class="footer">')]
        return html.unescape(re.sub(r"<[^>]+>", "", content))
    return text


def position(text: str, needle: str, nth: int) -> int:
    at = text.find(needle)
    for _ in range(nth):
        at = text.find(needle, at + len(needle)) if at >= 0 else -1
    return at


def starts(folder: Path, entry: Record) -> list[int]:
    """Where each article begins, found in order."""
    text, out, at = decoded(folder, entry["file"]), [], 0
    if re.search(r"要目|目\s*录", text):
        at = text.index("【")  # the contents list repeats the titles
    for article in entry["articles"]:
        at = text.index(article["begins"], at)
        out.append(at)
        at += 1
    return out


def evidence(entry: Record) -> list[Record]:
    """Every printed string that the entry names, with its file and article filled in."""
    out = []
    for key, inner in (("faults", "evidence"), ("near_misses", "evidence"), ("ties", "figures"), ("progress", "observations")):
        for record in entry[key]:
            out += [{"file": entry["file"], "article": record.get("article"), **item} for item in record[inner]]
    out += [{"file": entry["file"], **item} for item in entry["targets"] + entry.get("organisations", []) + entry.get("figures", [])]
    return out


OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
COMPARE = {ast.Eq: operator.eq, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}


def exists(year: Fraction, month: Fraction, day: Fraction) -> bool:
    try:
        return bool(date(int(year), int(month), int(day)))
    except ValueError:
        return False


FUNCTIONS = {
    "near": lambda x, y, step: -step / 2 <= x - y < step,
    "meet": lambda a, b, c, d: max(a, c) <= min(b, d),
    "weekday": lambda y, m, d: Fraction(date(int(y), int(m), int(d)).isoweekday()),
    "exists": exists,
}


def value(node: ast.AST, source: str) -> Any:
    """An equation's value, exactly: literals are read as fractions."""
    match node:
        case ast.Expression():
            return value(node.body, source)
        case ast.Constant():
            return Fraction(ast.get_source_segment(source, node) or "")
        case ast.BinOp():
            return OPERATORS[type(node.op)](value(node.left, source), value(node.right, source))
        case ast.BoolOp():
            return (all if isinstance(node.op, ast.And) else any)([value(v, source) for v in node.values])
        case ast.Compare():
            sides = [value(side, source) for side in (node.left, *node.comparators)]
            return all(COMPARE[type(op)](a, b) for op, a, b in zip(node.ops, sides, sides[1:], strict=False))
        case ast.Call(func=ast.Name(id=name)):
            return FUNCTIONS[name](*(value(a, source) for a in node.args))
    raise ValueError(source)


def holds(equation: str) -> bool:
    return bool(value(ast.parse(equation, mode="eval"), equation))


ENTRIES = [pytest.param(folder, entry, id=f"{folder.name}/{entry['file']}") for folder in FOLDERS for entry in manifest(folder)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_file_is_described_once(folder: Path) -> None:
    names = [entry["file"] for entry in manifest(folder)]
    on_disk = {p.name for p in folder.iterdir() if p.suffix in {".txt", ".html", ".docx"}}
    assert len(names) == len(set(names)) and set(names) == on_disk


@pytest.mark.parametrize(("folder", "entry"), ENTRIES)
def test_articles_and_masthead_stand_in_the_file(folder: Path, entry: Record) -> None:
    text = decoded(folder, entry["file"])
    assert entry["layout"] in LAYOUTS
    begins = starts(folder, entry)
    for article, start, end in zip(entry["articles"], begins, [*begins[1:], len(text)], strict=True):
        assert article["title"] is None or text[start:].startswith(article["title"])
        assert article["contributor"] is None or re.search(rf"[（(]{re.escape(article['contributor'])}[）)]", text[start:end])
        assert article["section"] is None or article["section"] in re.sub(r"\s", "", text[:start])
    for key in ("number", "total_number", "publisher"):
        assert entry["issue"][key] is None or entry["issue"][key] in text
    stated = entry["issue"]["date"] or entry["assume"]["date"]
    assert date.fromisoformat(stated)


@pytest.mark.parametrize(("folder", "entry"), ENTRIES)
def test_every_string_occurs_where_the_manifest_says(folder: Path, entry: Record) -> None:
    files = {e["file"]: e for e in manifest(folder)}
    for item in evidence(entry):
        text = decoded(folder, item["file"])
        at = position(text, item["text"], item["nth"])
        assert at >= 0, item
        begins = starts(folder, files[item["file"]])
        if item["article"]:
            assert item["article"] == sum(start <= at for start in begins), item


@pytest.mark.parametrize(("folder", "entry"), ENTRIES)
def test_equations_hold_or_fail_as_said(folder: Path, entry: Record) -> None:
    for key, expected in (("ties", True), ("near_misses", True), ("faults", False)):
        for record in entry[key]:
            if "equation" in record:
                assert holds(record["equation"]) is expected, record


@pytest.mark.parametrize(("folder", "entry"), ENTRIES)
def test_targets_and_progress_are_well_formed(folder: Path, entry: Record) -> None:
    known = {target["id"] for e in manifest(folder) for target in e["targets"]}
    for target in entry["targets"]:
        assert target["comparator"] in {">=", ">", "<=", "<", "="} and (target["low"] is not None or target["high"] is not None)
        assert target["deadline"] is None or date.fromisoformat(target["deadline"])
    for link in entry["progress"]:
        assert link["target"] in known and link["status"] in STATUS and link["observations"]
    for organisation in entry.get("organisations", []):
        assert organisation["type"] in KINDS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_target_ids_are_unique(folder: Path) -> None:
    ids = Counter(target["id"] for entry in manifest(folder) for target in entry["targets"])
    assert max(ids.values()) == 1


def test_the_samples_are_as_rich_as_promised() -> None:
    entries = manifest(SAMPLES)
    faults = {scope: [f for e in entries for f in e["faults"] if f["scope"] == scope] for scope in ("article", "corpus")}
    nears = {scope: [n for e in entries for n in e["near_misses"] if n["scope"] == scope] for scope in ("article", "corpus")}
    assert len(entries) >= 10
    assert len({e["layout"] for e in entries}) >= 3
    assert len({f["check"] for f in faults["article"]}) >= 16 and len({f["check"] for f in faults["corpus"]}) >= 8
    assert len(nears["article"]) >= len(faults["article"]) and len(nears["corpus"]) >= len(faults["corpus"])
    assert len({n["kind"] for n in nears["article"] + nears["corpus"]}) >= 12
    assert all(len(e["articles"]) >= 4 for e in entries)
