"""Organisations: which stretches of text are names, what they are called in full, what they are and do. Names of firms and schools are made up."""

from __future__ import annotations

import json
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import lexicons
from extractors.model import Context
from extractors.organisations import find_organisations, infer_home, printed_in_full
from extractors.organisations.fullnames import FullNames

_MARK = re.compile(r"\[([^|\]]+)\]")
REPORTS = Path(__file__).parents[3] / "shared" / "real" / "reports"


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    out, spans, at = "", [], 0
    for m in _MARK.finditer(marked):
        out += marked[at : m.start()]
        spans.append((len(out), len(out) + len(m[1])))
        out += m[1]
        at = m.end()
    return out + marked[at:], spans


SPANS = {
    "a division's bodies": "[镇海区总工会]、[区教育局]联合[团区委]、[区妇联]召开会议。",
    "shorthand before a verb": "[慈溪市总]将举办运动会，[余姚市总]明确了目标。",
    "总 in other words": "慈溪市总共发放补贴，余姚市总体进展顺利，奉化市总投资三亿元。",
    "总 + 结合": "[市总]结合实际制定办法，认真总结经验。",
    "longest span": "[宁波市甬江化纤有限责任公司工会女职工委员会]举办了讲座。",
    "title behind the name": "[镇海区总工会]主席到场，[宁波甬江化纤公司]董事长致辞。",
    "two firms joined by 和": "[宁波云栖服饰有限公司]和[宁波海澄精工有限公司]均从公司实际出发。",
    "unrecorded divisions joined at the end": "[鄂伦春旗工会]",
    "unrecorded divisions joined in brackets": "先进事迹（[鄂伦春旗工会]）",
    "verb before a firm": "组织职工参观[海澄鞋厂]，走访慰问[宁波云栖服饰有限公司]的职工。",
    "联合 before a firm": "[市总工会]联合[浙江越州律师事务所]开展咨询。",
    "shared division": "[宁波市总工会]、[劳动和社保局]、[经贸委]等三部门发文。",
    "department with the name of a party's": "（[市总组织部]）[市总工会]组织部分职工疗养。",
    "shared body": "（[市总民管部]、[研究室]）",
    "和 inside a name": "[市住房和城乡建设局]与[和平区总工会]在和平门前集合。",
    "town and street": "[骆驼街道总工会]、[澥浦镇工会]和[贵驷街道办事处]参加。",
    "town whose name ends like a shop": "[甘草店镇总工会]成立。",
    "street whose name holds 和": "[元和街道总工会]成立。",
    "town government behind its town": "[澥浦镇总工会]在[镇政府]支持下建成阵地。",
    "branch in another place": "[中国建设银行奉化支行]、[捷达速运宁波分公司]到场。",
    "numbered bureau of a builder": "[中铁十五局]、[中建四局宁波分公司]进场。",
    "bureau's part elsewhere": "[市工商行政管理局镇海分局]、[市公安局交警支队]到场。",
    "town whose name holds 市": "[乐清市柳市镇低压电器行业工会]换届。",
    "town whose end is a city's short name": "[丹徒区辛丰镇总工会]成立。",
    "plain words before a legal form": "[共享装备股份有限公司工会]与科技有限公司",
    "school by number": "[慈溪三中]、[宁波东海师大]的教师到场，十八届三中全会闭幕。",
    "post of a party group": "[市总工会]党组书记、[市总工会机关党委]到会。",
    "brackets inside": "[海澄（宁波）电子有限公司]与[甬江钢铁（集团）公司工会]结对。",
    "Latin letters": "[KTC集团]和[ABX（中国）有限公司]建会。",
    "schools": "[镇海区实验小学]、[宁波市第四十九中学]、[市一中]的教师获奖。",
    "hospitals": "[市人民医院]、[宁波大学附属第三医院]派出医疗队。",
    "ordinal in a works": "[宁波市第六棉纺织厂工会]坚持下来。",
    "site with a union": "[甬江矿务局白石山矿工会]开展活动。",
    "site alone": "白石山矿、甬江机场和东门水库进展顺利。",
    "leading group": "[镇海区劳动关系三方协调机制领导小组]成员单位到会。",
    "alliance in quotes": "成立“[镇海区和谐劳动关系互助联盟]”。",
    "national bodies": "[全国总工会]、[全总办公厅]、[国务院]、[人力资源和社会保障部]发文。",
    "党中央 behind its attribute": "在以某某同志为核心的[党中央]坚强领导下，[省委]作出部署。",
    "league": "[团市委]、[共青团宁波市委]与[中共镇海区委]领导到会。",
    "department of a union": "[市总经济部]、[市总工会职工服务中心]、[镇海区总工会女职工部]值班。",
    "office of a union elsewhere": "[省海员工会宁波办事处]送书上船。",
    "trade union of a town": "[龙山镇珍珠行业工会]、[龙山镇袜业工会联合会]成立。",
    "brand and place": "[京东物流宁波分拨中心工会]成立；走访[顺丰]、[美团]等企业。",
    "university by one word": "新增[康养大学]等高校。",
    "cooperative of a village": "帮助[象山县高塘岛乡果蔬专业合作社]销售蜜橘。",
    "party branch of a village": "与[象山县高塘岛乡白石村党支部]结对。",
    "new area not on record": "[贵安新区总工会]、[宁波前湾新区总工会]挂牌。",
    "dictionary word across the edge": "[市政府]召集会议，[市政协]提出意见，[镇海区卫生局]到会。",
    "新晋 + 中国工程院": "新晋[中国工程院]院士两名。",
    "and after a name": "[镇海区委]和[区政府]高度重视，[县委][县政府]联合发文。",
    "divisions on no record": "[海州市总工会]召开会议，[青阳区教育工会]、[云溪县云潭镇总工会]参加，[云岭省总工会]到会。",
    "in 州 or begun as none is": "[明州市滨河区教育局]、[星海市总工会]参加。",
    "shorthand of one on no record": "[海州市总]将举办运动会，[中共云溪县委]、[共青团海州市委]到会。",
    "school and hospital of one on no record": "走访[海州市第一中学]和[海州市人民医院]。",
    "brands that are no words, at the head of a clause": "[甬钢工会]投入资金80万元；近日，[芝禾工会]召开会议，[屹蓝工会]、[璟川工会]分别慰问职工。",
    "none on record, none made up": "全市工会、我市总工会、两区工会、该县总工会、大城市总工会、县级市总工会和建强省市工会",
    "总要求 behind a division": "[市总]要求各级工会落实。",
    "how many": "全省12个市总工会、5个县总工会完成任务，这2个地区工会组织数不足1万个，[市总工会]投入8万元。",
    "trades": "[镇海区环卫工人工会]、[宁海县货车司机工会联合会]揭牌，[宁波市外卖送餐员行业工会]慰问骑手；全市已建货车司机工会12家，走访环卫工人。",
    "each city and district, then one": "各市（县）、区总工会，[宁波高新区总工会]：",
}


@pytest.mark.parametrize("marked", SPANS.values(), ids=SPANS.keys())
def test_spans(marked: str) -> None:
    text, spans = unmark(marked)
    assert [text[o.start : o.end] for o in find_organisations(text)] == [text[a:b] for a, b in spans]
    assert [(o.start, o.end) for o in find_organisations(text)] == spans


TRAPS = [
    "各级工会、基层工会和企业工会要认真贯彻，有关部门、各单位积极配合。",
    "全市工会组织、广大工会干部转变作风，工会工作再上台阶，工会法宣传月启动。",
    "澥浦镇、骆驼街道、镇海区和宁波市先后召开会议。",
    "《工会法》《职工权益保障条例》《镇海区总工会关于加强建会工作的意见》印发。",
    "争创“模范职工之家”“工会工作先进单位”“全国五一劳动奖状”。",
    "镇海新区工会组建工作实现开门红。",
    "物流公司、人力资源公司、外卖平台企业、科技公司和民办学校较多。",
    "12家外资企业、3家国有公司、84家新建企业建立了工会，10个村镇银行完成改革。",
    "街道工会、乡镇工会、村（社区）工会联合会规范运作，均成立了街道总工会。",
    "县以上工会要建立档案，省市县三级工会联动。",
    "公司工会、车间工会、工会小组健全，公司党委大力支持。",
    "建设区域性中心城市，打造零碳工厂、灯塔工厂和抽水蓄能电站。",
    "各行业同业公会及自愿加入的独立法人单位参加。",
    "开通12351热线，推进一问二查三帮扶。",
    "昆山市总共发放补贴六十五万余元。",
    "商圈工会、楼宇工会达到20家，两新工会组织活动，镇村工会、局直工会和厂矿工会召开会议，零工工会成立。",
    "慰问贫困大学新生，走访甬钢工会会员，落实工会经费。",
    "该局认真部署，全局上下积极行动，布局合理，当局者迷。",
    "干部职工全部到位，部分同志处处带头，厂长、校长、院长、局长参加座谈。",
]


@pytest.mark.parametrize("text", TRAPS)
def test_traps(text: str) -> None:
    assert [o.text for o in find_organisations(text)] == []


NAMES = [
    # text, publisher, year, names
    ("市总、省总、全总", "宁波市总工会", 2008, ["宁波市总工会", "浙江省总工会", "中华全国总工会"]),
    (
        "市委、市政府、市人大、市政协",
        "宁波市总工会",
        2008,
        ["中国共产党宁波市委员会", "宁波市人民政府", "宁波市人民代表大会", "中国人民政治协商会议宁波市委员会"],
    ),
    ("镇海区总工会与区劳动社保局、区工商联", "宁波市总工会", 2008, ["镇海区总工会", "镇海区劳动和社会保障局", "镇海区工商业联合会"]),
    ("镇海区总工会与市人社局", "宁波市总工会", 2012, ["镇海区总工会", "宁波市人力资源和社会保障局"]),
    ("慈溪市总会同市人社局", "宁波市总工会", 2012, ["慈溪市总工会", "慈溪市人力资源和社会保障局"]),
    ("宁波市总工会、劳动和社保局、经贸委", None, 2008, ["宁波市总工会", "宁波市劳动和社会保障局", "宁波市经济贸易委员会"]),
    ("（市总民管部、研究室）", "宁波市总工会", 2008, ["宁波市总工会民主管理部", "宁波市总工会研究室"]),
    ("市建委", "宁波市总工会", 2005, ["宁波市建设委员会"]),
    ("市建委", "宁波市总工会", 2012, ["宁波市城乡建设委员会"]),
    ("市药监局", "宁波市总工会", 2002, ["宁波市药品监督管理局"]),
    ("市药监局", "宁波市总工会", 2010, ["宁波市食品药品监督管理局"]),
    ("市药监局", "宁波市总工会", 2020, ["宁波市药品监督管理局"]),
    (
        "县总工会、团县委、县纪委",
        "象山县总工会",
        2010,
        ["象山县总工会", "中国共产主义青年团象山县委员会", "中国共产党象山县纪律检查委员会"],
    ),
    ("自治区总工会", "呼和浩特市总工会", 2010, ["内蒙古自治区总工会"]),
    ("旗总工会", "土默特左旗总工会", 2010, ["土默特左旗总工会"]),
    ("市中级法院、市法院", "宁波市总工会", 2010, ["宁波市中级人民法院", "宁波市中级人民法院"]),
    ("澥浦镇总工会在镇政府支持下", "宁波市总工会", 2010, ["澥浦镇总工会", "澥浦镇人民政府"]),
    ("市公交公司、宁波供电局", "宁波市总工会", 2010, ["宁波市公交公司", "宁波供电局"]),
    ("区人社局工会", "镇海区总工会", 2012, ["镇海区人力资源和社会保障局工会"]),
    ("宁波海澄电子有限公司改制后，海澄公司建会", "宁波市总工会", 2012, ["宁波海澄电子有限公司", "宁波海澄电子有限公司"]),
    ("朝阳区总工会", "沈阳市总工会", 2012, ["朝阳区总工会"]),
    ("市人社局、市工商联", "海州市总工会", 2015, ["海州市人力资源和社会保障局", "海州市工商业联合会"]),
    ("云溪县总工会和县教育局、市总", "海州市总工会", 2015, ["云溪县总工会", "云溪县教育局", "海州市总工会"]),
    ("海州市总工会召开会议，海州人社局参加", None, 2015, ["海州市总工会", "海州市人力资源和社会保障局"]),
    ("海州人社局", "海州市总工会", 2015, ["海州市人力资源和社会保障局"]),
    ("海州人社局", "连云港市总工会", 2015, ["海州区人力资源和社会保障局"]),
    ("海州市总工会与青阳区总工会、市总", None, 2015, ["海州市总工会", "青阳区总工会", "海州市总工会"]),
    ("区委、市委", None, None, ["区委", "市委"]),
]


@pytest.mark.parametrize(("text", "publisher", "year", "names"), NAMES)
def test_names(text: str, publisher: str | None, year: int | None, names: list[str]) -> None:
    context = Context(issued=date(year, 6, 1) if year else None, publisher=publisher)
    assert [o.name for o in find_organisations(text, context)] == names


def test_unknown_division_stays_as_printed() -> None:
    [found] = find_organisations("区总工会到会。")
    assert (found.name, found.resolved) == ("区总工会", False)


def test_the_sign_off_says_whose_union_it_is() -> None:
    text = "市总工会将举办培训班，市委领导到会。\n（慈溪市总工会）"
    at = text.index("慈溪")
    context = Context(issued=date(2008, 3, 31), publisher="宁波市总工会", contributor=(at, at + 6))
    found = find_organisations(text, context)
    assert [o.name for o in found] == ["慈溪市总工会", "中国共产党慈溪市委员会", "慈溪市总工会"]
    assert [o.role for o in found] == ["actor", "actor", "contributor"]


def test_the_title_says_whose_union_it_is() -> None:
    text = "余姚市总加大建会力度\n市总工会召开会议。"
    found = find_organisations(text, Context(home="宁波市", title=(0, 10)))
    assert {o.name for o in found} == {"余姚市总工会"}


def test_names_of_the_bulletin_explain_short_forms() -> None:
    context = Context(names=("宁波高新区总工会", "宁波云栖服饰有限公司"))
    assert [o.name for o in find_organisations("高新区总工会到云栖公司调研。", context)] == ["宁波高新区总工会", "宁波云栖服饰有限公司"]


def test_names_in_full_are_found_by_their_endings() -> None:
    texts = ["6月3日，宁波海澄电子有限公司工会成立。科技有限公司较多。", "由宁波石化园区总工会承办，海澄公司协办。", ""]
    assert printed_in_full(texts) == ("宁波海澄电子有限公司", "宁波石化园区总工会")


@pytest.mark.parametrize(
    ("printed", "fits"),
    [
        ("海澄公司", {"宁波海澄电子有限公司"}),
        ("园区总工会", {"宁波石化园区总工会"}),
        ("云栖公司", set()),
        ("宁波石化园区总工会", set()),
    ],
)
def test_a_short_name_fits_full_ones(printed: str, fits: set[str]) -> None:
    assert FullNames(["宁波海澄电子有限公司", "宁波甬江化纤有限公司", "宁波石化园区总工会"]).fits(printed) == fits


def test_a_short_name_that_fits_two_stays() -> None:
    context = Context(names=("宁波海澄电子有限公司", "海澄精工（宁波）有限公司"))
    assert [o.name for o in find_organisations("海澄公司建会。", context)] == ["海澄公司"]


def test_many_full_names_cost_no_more_than_their_length() -> None:
    names = tuple(f"宁波海{a}{b}电子有限公司" for a in "甲乙丙丁戊己庚辛壬癸" for b in "子丑寅卯辰巳午未申酉戌亥")
    text = "".join(f"{n[2:5]}公司建会。" for n in names)

    def seconds(times: int) -> float:
        begin = time.process_time()
        find_organisations(text * times, Context(names=names))
        return time.process_time() - begin

    seconds(1)
    once = max(min(seconds(1) for _ in range(5)), 0.002)
    assert min(seconds(16) for _ in range(2)) < 64 * once, "sixteen times as long; 256 times if every name met every place"


ROLES = [
    ("本期印发：市委有关领导、全总办公厅、省总工会", ["recipient"] * 3),
    ("报：市委办公室\n送：市总工会\n", ["recipient"] * 2),
    ("日前，镇海区总工会与区教育局举办比赛。", ["actor", "actor"]),
    ("比赛由镇海区总工会承办。", ["mention"]),
    ("镇海区总工会已有会员3万人。", ["subject"]),
    ("镇海区总工会与区企业联合会签订协议。", ["signatory", "signatory"]),
    ("开展了活动。（镇海区总工会）", ["contributor"]),
    ("特此通知。\n\n镇海区总工会\n2008年3月31日", ["signatory"]),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles(text: str, expected: list[str]) -> None:
    assert [o.role for o in find_organisations(text, Context(home="宁波市"))] == expected


TYPES = [
    ("镇海区总工会", "union"),
    ("宁波市教育工会", "union"),
    ("镇海区委组织部", "party"),
    ("镇海区教育局", "government"),
    ("宁波市中级人民法院", "government"),
    ("宁波海澄精工有限公司", "company"),
    ("宁波海澄精工有限公司工会", "union"),
    ("宁波海澄精工有限公司党委", "party"),
    ("宁波市实验学校", "institution"),
    ("宁波市企业家协会", "association"),
    ("镇海区妇联", "association"),
    ("镇海区安全生产领导小组", "other"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types(text: str, expected: str) -> None:
    assert [(o.text, o.type) for o in find_organisations(text)] == [(text, expected)]


HOMES = [
    (["昆山市总工会", "常熟市总工会", "沧浪区总工会"], "苏州市"),
    (["宁波市总工会召开会议。", "镇海区总工会举办比赛。"], "宁波市"),
    (["南京市总工会", "苏州市总工会", "无锡市总工会"], "江苏省"),
    (["象山县总工会", "象山县教育局"], "象山县"),
    (["象山县总工会", "象山县教育局", "宁波市总工会"], "象山县"),
    (["衢江区总工会、衢江区教育局、衢江区总工会", "常山县总工会"], "衢州市"),
    (["市总工会召开会议，市委、市政府领导到会。", "常山县总工会举办比赛。"], "衢州市"),
    (["重庆市总工会", "万州区总工会", "渝中区总工会"], "重庆市"),
    (["海州市总工会召开会议。", "青阳区总工会举办比赛。", "云溪县总工会、云溪县教育局"], "海州市"),
    (["工会工作再上台阶"], None),
    ([], None),
]


@pytest.mark.parametrize(("texts", "home"), HOMES)
def test_home(texts: list[str], home: str | None) -> None:
    assert infer_home(texts, date(2008, 3, 31)) == home


WORDS = """市总 工会 总工会 镇海区 宁波市 宁波 区 县 省 局 委 公司 有限公司 集团 银行 分行 学校 第一 第 三 中学 医院 、 和 与 ， 。 （ ） 《 》 “ ” 各 各级 12 海澄
云栖 全总 党中央 街道 镇 教育 劳动和社会保障局 研究室 部 共 结合 将 举办 A 的 工会员 团市委 国 中国"""
PIECES = st.lists(
    st.sampled_from([*WORDS.split(), "\n"]),
    max_size=40,
).map("".join)


@given(st.one_of(PIECES, st.text(max_size=80)))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_spans_in_order(text: str) -> None:
    found = find_organisations(text)
    ends = 0
    for o in found:
        assert ends <= o.start < o.end <= len(text)
        assert o.text == text[o.start : o.end]
        assert o.name
        ends = o.end


@given(PIECES, PIECES)
@settings(max_examples=200, deadline=None)
def test_sentences_do_not_change_each_other_s_spans(one: str, other: str) -> None:
    one, other = one.replace("《", ""), other.replace("》", "")
    shift = len(one) + 2
    apart = [(o.start, o.end) for o in find_organisations(one + "。\n", Context(home="宁波市"))]
    apart += [(o.start + shift, o.end + shift) for o in find_organisations(other, Context(home="宁波市"))]
    together = {(o.start, o.end) for o in find_organisations(one + "。\n" + other, Context(home="宁波市"))}
    # A town of the first sentence may make 镇政府 of the second one a name.
    assert set(apart) <= together


@pytest.mark.parametrize("piece", ["工会", "市总工会", "公司", "县委、", "宁波市", "（", "第", "《", "镇", "海澄", "各区", "总"])
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        begin = time.process_time()
        find_organisations(text)
        return time.process_time() - begin

    seconds(100)
    short = max(seconds(2_000), 0.002)
    assert min(seconds(16_000) for _ in range(2)) < 40 * short


def test_lexicons_are_sound() -> None:
    types = {"union", "party", "government", "company", "institution", "association", "other"}
    classes = {"firm", "venue", "school", "office", "group", "territory", "union", "part", "branch", "site", "local"}
    heads = lexicons.read("organisation_heads.csv", ("head", "class", "type"))
    assert {r["class"] for r in heads} == classes
    assert {r["type"] for r in heads} <= types | {"same"}
    for file in ("organisation_bodies.csv", "organisation_national.csv"):
        for r in lexicons.read(file, ("form", "full", "type", "first", "last"), ("form", "first")):
            assert r["type"] in types, r
            assert r["full"].count("{}") <= 1, r
            assert not (r["first"] and r["last"]) or r["first"] <= r["last"], r


def test_annotated_sentences() -> None:
    """The half that the rules were written with; scripts/measure_organisations.py prints both."""
    right = wrong = 0
    for line in (Path(__file__).parent / "data" / "organisations_own.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        if record["half"] != "develop":
            continue
        marked = re.sub(r"\[([^|\]]+)\|[a-z]+\?[^\]]*\]", r"\1", record["text"])
        text, spans = unmark(re.sub(r"\[([^|\]]+)\|[^\]]*\]", r"[\1]", marked))
        found = {(o.start, o.end) for o in find_organisations(text, Context(publisher=record["publisher"]))}
        right += len(found & set(spans))
        wrong += len(set(spans) - found)
    assert right / (right + wrong) >= 0.97


@pytest.mark.shared
@pytest.mark.skipif(not REPORTS.exists(), reason="needs ../shared beside the checkout")
def test_reports_of_whole_provinces_give_their_own_bodies() -> None:
    for path in sorted(REPORTS.glob("*.txt")):
        text = path.read_text("utf-8")
        province = path.stem.split("_")[1]
        names = {o.name for o in find_organisations(text, Context(issued=date(2026, 2, 1), home=province))}
        assert f"{province}人民政府" in names, path.name
        assert f"中国共产党{province}委员会" in names, path.name
