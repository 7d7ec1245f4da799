"""``gouji organisations``: the registry listed, edited by hand, read back; what was decided outlives the next ingestion."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from flows.cli import cli, run
from flows.organisations_csv import HEADINGS
from flows.rows import rows
from outputs.store import Store

TEXTS = {
    "a.txt": "海州市总工会到宁波海澄电子有限公司调研，市总主席到会。\n宁波海澄电子有限公司改制后，海澄公司建会。\n",
    "b.txt": "沧浪区总工会举办比赛，区人社局参加。\n海州市总召开会议。\n",
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "gouji.db"
    ingest(path)
    return path


def ingest(path: Path, texts: dict[str, str] = TEXTS) -> None:
    import corpus
    from extractors.pipeline import load
    from flows.analyse import analyse

    nlp = load()
    with Store.open(path) as opened, opened.run("1") as going:
        going.exists = lambda _: True
        going.write([rows(analyse(corpus.read(name, text.encode()), nlp), "1") for name, text in texts.items()])


def gouji(store: Path, *args: str) -> Result:
    return CliRunner().invoke(cli, ["organisations", *args, "--store", str(store)])


def exported(store: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(gouji(store, "export", "-").output)))


def imported(store: Path, table: list[dict[str, str]], tmp_path: Path) -> Result:
    out = io.StringIO()
    writer = csv.DictWriter(out, HEADINGS.values(), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(table)
    (tmp_path / "edited.csv").write_text(out.getvalue(), "utf-8")
    return gouji(store, "import", str(tmp_path / "edited.csv"), "--by", "王审")


def mentions(store: Path) -> dict[str, set[str]]:
    """Printed forms by name of the entry."""
    with Store.open(store) as opened:
        found: dict[str, set[str]] = {}
        for row in opened.read("SELECT o.name, m.text FROM mentions m JOIN organisations o ON o.id = m.organisation"):
            found.setdefault(row["name"], set()).add(row["text"])
        spelled = {(r["name"], r["text"]) for r in opened.read("SELECT o.name, s.text FROM spellings s JOIN organisations o ON o.id = s.organisation")}
        assert spelled == {(name, text) for name, texts in found.items() for text in texts}
        assert opened.count("mentions") == sum(r["mentions"] for r in opened.read("SELECT mentions FROM organisations"))
        return found


def named(table: list[dict[str, str]], name: str) -> dict[str, str]:
    return next(row for row in table if row["规范名称"] == name)


def test_an_entry_says_what_its_name_tells(store: Path) -> None:
    row = named(exported(store), "沧浪区总工会")
    assert [row[h] for h in ("类型", "层级", "区划", "上级", "止于", "后继")] == ["工会", "县级", "沧浪区", "苏州市总工会", "2012", "姑苏区总工会"]
    assert named(exported(store), "海州市总工会")["别名"] == "市总；海州市总"


def test_an_untouched_file_changes_nothing(store: Path, tmp_path: Path) -> None:
    before = exported(store)
    assert "0" in imported(store, before, tmp_path).output
    assert exported(store) == before


def test_decisions_by_hand_hold_and_outlive_ingestion(store: Path, tmp_path: Path) -> None:
    table = exported(store)
    union, firm = named(table, "海州市总工会"), named(table, "宁波海澄电子有限公司")
    union["规范名称"], union["始于"] = "海州市职工总会", "1956"
    firm["类型"] = "事业单位"
    named(table, "沧浪区总工会")["并入"] = union["组织编号"]
    table.append({"规范名称": "海澄公司", "类型": "企业"})
    said = imported(store, table, tmp_path)
    assert said.exit_code == 0, said.output
    after = mentions(store)
    assert after["海澄公司"] == {"海澄公司"} and after["宁波海澄电子有限公司"] == {"宁波海澄电子有限公司"}
    assert after["海州市职工总会"] == {"海州市总工会", "市总", "海州市总", "沧浪区总工会"}
    ingest(store)
    assert mentions(store) == after
    again = exported(store)
    assert (named(again, "海州市职工总会")["始于"], named(again, "宁波海澄电子有限公司")["类型"]) == ("1956", "事业单位")
    ingest(store, {"c.txt": "海澄公司和海州市总工会签订协议。\n"})
    assert "海澄公司" in mentions(store)["海澄公司"] and mentions(store)["海州市职工总会"] == after["海州市职工总会"]


def test_a_merge_is_taken_back(store: Path, tmp_path: Path) -> None:
    before, table = mentions(store), exported(store)
    named(table, "沧浪区总工会")["并入"] = "海州市总工会"
    assert imported(store, table, tmp_path).exit_code == 0
    assert "沧浪区总工会" not in mentions(store)
    table = exported(store)
    named(table, "沧浪区总工会")["并入"] = ""
    assert imported(store, table, tmp_path).exit_code == 0
    assert mentions(store) == before


def test_a_spelling_by_hand_takes_what_comes_later(store: Path, tmp_path: Path) -> None:
    table = exported(store)
    named(table, "海州市总工会")["别名"] += "；海澄鞋厂"
    assert imported(store, table, tmp_path).exit_code == 0
    ingest(store, {"c.txt": "海澄鞋厂建会。\n"})
    assert "海澄鞋厂" in mentions(store)["海州市总工会"]


MISTAKES = [
    ({"类型": "公会"}, "unknown-type"),
    ({"层级": "乡"}, "unknown-level"),
    ({"始于": "去年"}, "year-invalid"),
    ({"并入": "某某会"}, "merge-unknown"),
    ({"并入": "海州市总工会"}, "merge-unknown"),
    ({"组织编号": "o1"}, "unknown-organisation"),
    ({"规范名称": ""}, "name-missing"),
]


@pytest.mark.parametrize(("cells", "code"), MISTAKES)
def test_mistakes_are_told_by_line_and_nothing_is_taken_over(
    store: Path, tmp_path: Path, cells: dict[str, str], code: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before, table = exported(store), exported(store)
    line = table.index(named(table, "海州市总工会")) + 2
    table[line - 2].update(cells)
    table[0 if line > 2 else 1]["类型"] = "其他"
    imported(store, table, tmp_path)
    capfd.readouterr()
    assert run(["organisations", "import", str(tmp_path / "edited.csv"), "--by", "王审", "--store", str(store)]) == 1
    err = capfd.readouterr().err
    assert f"edited.csv:{line}: {code}: " in err and "import-refused" in err
    assert exported(store) == before


def test_merging_in_a_circle_is_refused(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    table = exported(store)
    named(table, "海州市总工会")["并入"], named(table, "沧浪区总工会")["并入"] = "沧浪区总工会", "海州市总工会"
    imported(store, table, tmp_path)
    assert run(["organisations", "import", str(tmp_path / "edited.csv"), "--by", "王审", "--store", str(store)]) == 1
    assert capfd.readouterr().err.count("merge-loop") == 2


def test_list_finds_by_spelling(store: Path) -> None:
    listed: Any = gouji(store, "list", "--name", "海州市总", "--format", "csv").output.splitlines()
    assert len(listed) == 2 and listed[1].startswith("海州市总工会,union,")


def test_an_unknown_column_is_named(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.csv").write_text("组织编号,名字,类型\n", "gb18030")
    assert run(["organisations", "import", str(tmp_path / "x.csv"), "--by", "王审", "--store", str(store)]) == 1
    err = capfd.readouterr().err
    assert "x.csv:1: heading-unknown" in err and "x.csv:1: heading-missing" in err


def test_a_name_in_full_explains_its_short_form_in_another_article(tmp_path: Path) -> None:
    import corpus
    from extractors.pipeline import load
    from flows.analyse import analyse

    text = (
        "【动态】\n宁波海澄电子有限公司工会成立\n6月3日，宁波海澄电子有限公司工会成立。（镇海区总工会）\n\n"
        "技能比赛开幕\n6月5日，海澄公司举办比赛，园区总工会到会。（镇海区总工会）\n\n宁波石化园区总工会换届\n6月8日，宁波石化园区总工会换届。（宁波市总工会）\n"
    )
    articles = analyse(corpus.read("a.txt", text.encode()), load()).articles
    names = {o.text: o.name for a in articles for o in a.facts.organisations}
    assert len(articles) == 3
    assert (names["海澄公司"], names["园区总工会"]) == ("宁波海澄电子有限公司", "宁波石化园区总工会")
