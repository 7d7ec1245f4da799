"""What figures say: cases with their expectation inline, ``{figure|measure|subject|period|scope|modality}``; an empty field is not looked at."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.measures import describe
from extractors.model import Context, Figure, Organisation
from extractors.periods import find_periods
from extractors.quantities import find_quantities

ISSUED = date(2009, 4, 20)
_MARKED = re.compile(r"\{([^{}|]*)\|([^{}]*)\}")
FIELDS = ("measure", "subject", "period", "scope", "modality")


def figures(text: str, issued: date | None = ISSUED, names: dict[str, str] | None = None) -> list[Figure]:
    organisations = [
        Organisation(m.start(), m.end(), word, name, "union")
        for word, name in (names or {}).items()
        for m in re.finditer(re.escape(word), text)
    ]
    organisations.sort(key=lambda o: o.start)
    return describe(
        text, find_quantities(text), find_periods(text, issued), organisations, Context(issued=issued, publisher="浦州市总工会")
    )


MEASURES = """
爱心驿站服务户外劳动者{21万人次|户外劳动者}，技能培训学员{30人|技能培训学员}。
{12名|选手}来自基层的选手参赛。
为特困职工捐款{14万元|捐款}，为职工办实事{86件|实事}。
为{70名|农民工}农民工义诊，送去药品价值{8万元|药品}。
工会经费收缴{126万元|工会经费}，完成年度任务的{28%|年度任务}，同比增长{9.7%|工会经费}。
发放助学金{23万元|助学金}，资助学生{46名|学生}。
培训职工{300人次|职工}，拨付培训经费{12万元|培训经费}。
走访{74家|困难企业}困难企业，慰问{315户|困难职工}困难职工。
{80名|劳模和一线职工}劳模和一线职工，参加了疗休养。
免费体检{600人次|体检}。
职工入会率{91.2%|职工入会率}，比上年提高{1.5个百分点|职工入会率}。
企业和职工的参与率达{90%|企业和职工的参与率}。
使骨干职工的技能培训率{超过80%|技能培训率}。
安全培训合格率、持证上岗率均达{100%|安全培训合格率、持证上岗率}。
经费收入{1.2亿元|经费收入}，增长{8%|经费收入}。
经费收入、支出分别为{860万元|经费收入}和{790万元|支出}。
甲产业、乙产业增加值分别增长{5%|甲产业增加值}和{7%|乙产业增加值}。
接待来访{65批|来访}、来信{38件|来信}，分别下降{4%|来访}和{9%|来信}。
新建合同{12份|合同}，修订{8份|合同}。
查出隐患{73处|隐患}，当场整改{58处|隐患}。
农民人均纯收入{5200元|农民人均纯收入}，增长{6%|农民人均纯收入}。
绿地面积占城区面积比重{31%|绿地面积占城区面积比重}。
完成全年任务的{61%|全年任务}。
会员入会率要达到全年目标的{80%|会员入会率}。
完成新建车间工会{不少于20家|新建车间工会}。
总投资{4.1亿元|总投资}的技改项目已开工。
{61%|骨干企业}的骨干企业完成了改造。
今年，{五部门|部门}联合行文。
受理案件{12件|案件}、{31人次|案件}。
改造老旧厂房{12处|老旧厂房}，铺设管道{40公里|管道}。
会员由{3万人|会员}增加到{5万人|会员}。
车间录入率{98%|车间录入率}。
支出培训补贴{8万元|培训补贴}，节约成本{3万元|成本}。
送去口罩{3万只|口罩}，折款{17万元|口罩}。
带动{93户|贫困户}贫困户户均增收{1100元|增收}，每班补贴{3万元|补贴}。
创建省级模范小家{12个|省级模范小家}，市级{48个|模范小家}。
驿站{212家|驿站}，其中{24小时|驿站}驿站{46家|驿站}。
{6个|工种}工种计件单价平均上调{7%|计件单价}。
{18家|钢铁企业}钢铁企业分流职工{1.2万人|职工}。
组织劳模疗休养{6批|劳模疗休养}{240人|劳模疗休养}，女职工体检{300人次|女职工体检}。
占应公开企业的{86%|应公开企业}，{85%以上|已建工会企业}的已建工会企业达标。
收缴经费{90万元|经费}，其中市直单位{30万元|经费}，县（市、区）{60万元|经费}。
年龄最大的{57岁|年龄}，最低岗位工资{2800元|最低岗位工资}。
参与职工{4万人|参与职工}，受益职工{3万人|受益职工}，日均接待职工{70人次|职工}。
各类宣传资料{600余份|宣传资料}，每人每年补贴{300元|补贴}。
全市“职工驿站”达{26家|“职工驿站”}，其中省级{4家|“职工驿站”}、市级{22家|“职工驿站”}。
"""

SUBJECTS = """
甲山县新建工会{12家|工会|甲山县}、乙河县{8家|工会|乙河县}、丙林镇{3家|工会|丙林镇}。
甲山县、乙河县分别新建工会{9家|工会|甲山县}、{7家|工会|乙河县}，完成年度任务的{90%|年度任务|甲山县}、{70%|年度任务|乙河县}。
新建工会{31家|工会|浦州市总工会}，其中甲山县{9家|工会|甲山县}；新增会员{270人|会员|浦州市总工会}。
各县新建工会情况是：甲山县{12家|新建工会|甲山县}，乙河县{8家|新建工会|乙河县}。
甲山县、乙河县职工入会率分别为{91%|职工入会率|甲山县}、{87%|职工入会率|乙河县}。
新建工会{12家|工会|浦州市总工会}。
老旧小区{12个|老旧小区|浦州市总工会}、工业园区{3个|工业园区|浦州市总工会}完成改造。
4月，甲山县城镇新增就业{3260人|城镇新增就业|甲山县}，登记失业率{3.1%|登记失业率|甲山县}。
"""

PERIODS = """
今年1—3月新建工会{12家||| 2009-01-01/2009-03-31}，比去年同期的{9家||| 2008-01-01/2008-03-31 ||previous-period}增加{3家||| 2009-01-01/2009-03-31}。
去年，全市投入{30万元||| 2008-01-01/2008-12-31}。又拨付{5万元||| 2008-01-01/2008-12-31}。
3月5日，职工{40人||| 2009-03-05/2009-03-05}参加，较上年增长{5%||| 2009-03-05/2009-03-05}。
截至今年3月，会员{3万人||| /2009-03-31 ||cumulative}，会费{2万元||| /2009-03-31 ||cumulative}，占{31%||| /2009-03-31 ||reported}。
2009年目标任务：培训职工{300人||| 2009-01-01/2009-12-31 ||target}。
截至3月底，会员{3万人||| /2009-03-31 ||cumulative}，入会率{91%||| /2009-03-31 ||reported}。
今年以来投入{30万元||| 2009-01-01/}。
6月底前，建会率要达到{90%||| /2009-06-30 ||required}。
发放奖金{3万元||| / }。
"""

MODALITIES = """
新建工会{12家|||||reported}。
累计发放补助{30万元|||||cumulative}，会员总数{3万人|||||cumulative}。
要新建工会{12家|||||required}，力争入会率达到{90%|||||target}。
计划培训职工{300人|||||planned}，拟投入{20万元|||||planned}。
预计全年发展会员{300人|||||forecast}，入会率将达到{90%|||||forecast}。
今年的目标是：新建工会{12家|||||target}；发展会员{300人|||||target}。入会率{90%以上|||||target}。
必须建会{12家|||||required}。目前已建{8家|||||cumulative}。
要抓好建会工作。3月新建工会{12家|||||reported}。
主要做法有{三条|||||reported}，重要经验{两条|||||reported}。
按照上级要求，举办讲座{3场|||||reported}。
按计划完成检查{3次|||||reported}，完成年计划的{60%|||||reported}。
会员由{3万人|||||previous-period}增加到{5万人|||||reported}。
入会率从{71%|||||previous-period}提高到{79%|||||reported}。
{100家|||||required}骨干企业要全部达标。
预算由{30万元|||||previous-period}调整为{40万元|||||revised}。
市总工会争取帮扶资金{720万元|||||reported}，救助职工{215户|||||reported}。
全年争取帮扶资金达到{720万元|||||target}。
市总工会将首批{5000只|||||reported}口罩、{300套|||||reported}防护服送到一线。
市总工会将送出{5000只|||||planned}口罩。
外来工占比从2001年的{33%|||||previous-period}调整为2006年的{23%|||||reported}。
去年同期为{9家|||||previous-period}。
会议要求，全年新建工会{不少于60家|||||required}，比上年实际完成的{54家|||||previous-period}增加{6家|}，增长{11.1%|}。
新合同覆盖企业{31家|||||reported}，比签约前的{26家|||||previous-period}增加{5家|||||reported}。
培训职工{29人|||||reported}，完成全年计划{24人|||||planned}的{120.8%|||||reported}，覆盖企业{9家|||||reported}。
新建工会任务分解为：甲山县{12家|||||required}、乙水县{9家|||||required}。
甲山县新建工会任务由{70家|||||previous-period}调减为{65家|||||required}。
方案提出，走访困难企业{13家|||||planned}，慰问职工{50户|||||planned}。
年内新建工会{30家|||||target}。
"""

HEADED = """二、2009年工作安排
新建工会{12家|||||planned}，发展会员{300人|||||planned}。
三、上季度工作回顾
新建工会{3家|||||reported}。"""


def unmark(marked: str) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    expected = []
    for m in _MARKED.finditer(marked):
        values = [v.strip() for v in m[2].split("|")]
        expected.append((m[1], {k: v for k, v in zip(FIELDS, _spread(values), strict=False) if v}))
    return _MARKED.sub(lambda m: m[1], marked), expected


def _spread(values: list[str]) -> list[str]:
    return values + [""] * (len(FIELDS) - len(values))


def said(figure: Figure, name: str) -> str | None:
    if name == "period":
        return f"{figure.period.first or ''}/{figure.period.last or ''}" if figure.period else "/"
    value = getattr(figure, name)
    return value if value is None else str(value)


@pytest.mark.parametrize("marked", [*MEASURES.strip().splitlines(), *SUBJECTS.strip().splitlines()])
def test_measures_and_subjects(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", PERIODS.strip().splitlines())
def test_periods(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("marked", [*MODALITIES.strip().splitlines(), HEADED])
def test_modalities(marked: str) -> None:
    check(marked)


def check(marked: str) -> None:
    text, expected = unmark(marked)
    found = figures(text)
    assert [f.text for f in found] == [printed for printed, _ in expected]
    for figure, (_, fields) in zip(found, expected, strict=True):
        assert {name: said(figure, name) for name in fields} == fields, figure.text


PLAN = "统筹推进服务阵地建设，加快补齐短板。改造老旧食堂12处，支持企业健全制度，更好满足职工需求。"


def test_a_paragraph_that_only_orders_is_a_plan_in_the_season_of_plans() -> None:
    assert [f.modality for f in figures(PLAN, date(2009, 2, 1))] == ["planned"]
    assert [f.modality for f in figures(PLAN, date(2009, 8, 1))] == ["reported"]
    assert [f.modality for f in figures(PLAN.replace("改造", "改造了"), date(2009, 2, 1))] == ["reported"]
    assert [f.modality for f in figures("南江公司" + PLAN, date(2009, 2, 1), {"南江公司": "南江公司"})] == ["reported"]


def test_scope_is_the_last_one_before_the_figure() -> None:
    assert [f.scope for f in figures("全市新建工会12家，其中市本级3家。规模以上企业5家。")] == ["全市", "市本级", "规模以上"]


def test_the_actor_named_last_is_the_subject_and_recipients_are_not() -> None:
    names = {"浦州市总工会": "浦州市总工会", "南江公司": "南江公司"}
    found = figures("浦州市总工会向南江公司拨款3万元。又慰问职工20名。南江公司投入5万元。", names=names)
    assert [f.subject for f in found] == ["浦州市总工会", "浦州市总工会", "南江公司"]


def test_a_short_form_that_ends_the_publisher_is_the_publisher() -> None:
    text = "市总工会投入3万元。"
    organisation = Organisation(0, 4, "市总工会", "市总工会", "union", resolved=False)
    (figure,) = describe(text, find_quantities(text), [], [organisation], Context(publisher="浦州市总工会"))
    assert figure.subject == "浦州市总工会"


def test_sources_are_the_words_that_were_read() -> None:
    text = "3月，甲山县计划新建工会12家。"
    (figure,) = figures(text)
    sources = {name: text[start:end] for name, (start, end) in figure.sources}
    assert sources == {"measure": "工会", "subject": "甲山县", "period": "3月", "modality": "计划"}


def test_nothing_known_stays_unknown() -> None:
    (figure,) = describe("共3家", find_quantities("共3家"), [], [], Context())
    assert (figure.measure, figure.subject, figure.period, figure.scope) == (None, None, None, None)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="甲县市工会职工新建达到比由增至要目标今年去年同期3月12家%万元，。、：；“”（）的和分别其中\n 　|\t", max_size=80))
def test_any_text_is_described_without_loss(text: str) -> None:
    quantities = find_quantities(text)
    found = figures(text)
    assert all(text[f.start : f.end] == f.text for f in found)
    assert all(0 <= start < end <= len(text) for f in found for _, (start, end) in f.sources)
    cells = [f for f in found if f.cell]
    assert len(found) - len(cells) == len(quantities) or cells


def test_a_sentence_of_thousands_of_figures_takes_linear_time() -> None:
    text = "新建工会3家、" * 4000
    assert len(figures(text)) == 4000
