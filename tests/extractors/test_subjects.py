"""Whose number it is: actors, those who merely attend, the house behind a department, and the scope that a figure keeps."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.measures import describe
from extractors.model import Context, Figure
from extractors.organisations import find_organisations
from extractors.periods import find_periods
from extractors.quantities import find_quantities
from extractors.subjects import house

ISSUED = date(2019, 11, 8)


def read(text: str, publisher: str = "台州市总工会办公室") -> dict[str, Figure]:
    """Figures of a text by their printed form."""
    context = Context(ISSUED, publisher, home="台州市")
    figures = describe(text, find_quantities(text), find_periods(text, ISSUED), find_organisations(text, context), context)
    return {f.text: f for f in figures}


SUBJECTS = [
    ("今年新建工会20家。", "20家", "台州市总工会"),
    ("11月5日，市总工会召开推进会，市委组织部、市人社局等12家单位负责同志参加会议。会议通报，全市累计培训3000人。", "3000人", "台州市总工会"),
    ("会议由市总工会召开。市教育局局长出席，会上通报已建站50个。", "50个", "台州市总工会"),
    ("市财政局代表应邀列席。截至10月底筹资80万元。", "80万元", "台州市总工会"),
    ("椒江区总工会组织技能比武，180人参加。", "180人", "椒江区总工会"),
    ("市人社局领导参加活动，椒江区总工会投入12万元。", "12万元", "椒江区总工会"),
    ("市教育局举办培训班，120人参加。", "120人", "台州市教育局"),
    ("天台县、仙居县和三门县分别新建工会86个、74个和69个。", "86个", "天台县"),
    ("天台县、仙居县和三门县分别新建工会86个、74个和69个。", "74个", "仙居县"),
    ("天台县、仙居县和三门县分别新建工会86个、74个和69个。", "69个", "三门县"),
    ("天台县、仙居县和三门县分别新建工会86个、74个和69个。走访困难企业213家。", "213家", "台州市总工会"),
    ("至5月底，天台县、仙居县、三门县集体合同覆盖职工分别为4.2万人、1.1万人和6300人。", "1.1万人", "仙居县"),
    ("一是天台县、仙居县进度偏慢，分别完成78%和83%；二是小微企业建会率仅为66.7%。", "83%", "仙居县"),
    ("一是天台县、仙居县进度偏慢，分别完成78%和83%；二是小微企业建会率仅为66.7%。", "66.7%", "台州市总工会"),
    ("覆盖企业1.3万家，建制率81.5%，超省定目标1.5个百分点。", "1.5个百分点", "台州市总工会"),
    ("由市总工会、市人社局、市工信局联合主办的竞赛落幕。竞赛设28个工种。", "28个", "台州市总工会"),
    ("天台县总工会建站12个。全市建站96个。", "96个", "台州市总工会"),
    ("△玉环市总工会开展竞赛，36个班组参加。", "36个", "玉环市总工会"),
    ("各县区中，椒江区3216万元、金普新区4108万元、黄岩区1875万元。", "4108万元", "金普新区"),
    ("天台县总工会建站12个。全县会员5000人。", "5000人", "天台县总工会"),
]


@pytest.mark.parametrize(("text", "figure", "subject"), SUBJECTS)
def test_subject(text: str, figure: str, subject: str) -> None:
    assert read(text)[figure].subject == subject


HOUSES = {
    "台州市总工会办公室": "台州市总工会",
    "台州市总工会基层工作部": "台州市总工会",
    "台州市总工会机关党委": "台州市总工会机关党委",
    "台州市总工会职业介绍所": "台州市总工会职业介绍所",
    "椒江区白云街道总工会": "椒江区白云街道总工会",
    "台州市教育局办公室": "台州市教育局办公室",
    "台州市总工会干部学校": "台州市总工会干部学校",
}


@pytest.mark.parametrize("name", HOUSES)
def test_house(name: str) -> None:
    assert house(name) == HOUSES[name]


SCOPES = [
    ("全市各级工会受理案件146件。", "146件", "全市"),
    ("各级工会受理案件146件。", "146件", "各级"),
    ("全市建成各级创新工作室386个，创造效益6亿元。", "6亿元", "全市"),
    ("共受理案件101件，市区受理67件，丹阳市34件。", "67件", "市区"),
    ("共受理案件101件，市区受理67件，丹阳市34件。", "34件", None),
    ("各县市区今年至少建成1个示范点。", "1个", "各县市区"),
    ("全县新建工会20家，其中市区5家。", "5家", "市区"),
    ("全市建成工会驿站812家，其中全国“最美驿站”17家。", "17家", "全市"),
    ("全市有全国劳动模范12名。", "12名", "全市"),
    ("全国职工达到4亿人。", "4亿人", "全国"),
]


@pytest.mark.parametrize(("text", "figure", "scope"), SCOPES)
def test_scope(text: str, figure: str, scope: str | None) -> None:
    assert read(text)[figure].scope == scope


MEASURES = [
    ("会同人社、工商联等部门检查企业217家。", "217家", "企业"),
    ("选派12名专职指导员分赴13个镇。", "12名", "专职指导员"),
    ("签订率达到95%，覆盖女职工2.64万人，同比提高3个百分点。", "3个百分点", "签订率"),
    ("受理案件146件，其中工伤31件，案件数同比上升13.2%（去年同期为129件）。", "129件", "案件数"),
    ("建会入会数达2.68万人，完成年度目标任务3万人的89.3%，较6月底新增1520人。", "1520人", "建会入会数"),
    ("截至8月底，依托12个物流园区组建货运行业工会联合会5家。", "12个", "物流园区"),
    ("截至8月底，依托12个物流园区组建货运行业工会联合会5家。", "5家", "货运行业工会联合会"),
    ("授予6个单位“五一劳动奖状”、36名职工省级劳动模范称号。", "6个", "单位"),
    ("授予6个单位“五一劳动奖状”、36名职工省级劳动模范称号。", "36名", "职工"),
    ("对8个县市区总工会、62家市直基层工会进行考核。", "62家", "市直基层工会"),
    ("覆盖企业1.3万家，建制率81.5%，超省定目标1.5个百分点。", "1.5个百分点", "建制率"),
    ("二是小微企业建会率仅为66.7%。", "66.7%", "小微企业建会率"),
    ("发放购物券5万张，每张面值100元。", "100元", "面值"),
    ("累计服务时长1.6万小时。", "1.6万小时", "服务时长"),
    ("资助特困职工子女上学900名。", "900名", "特困职工子女"),
    ("●385户在档困难职工减至97户。", "97户", "在档困难职工"),
    ("投入专项经费36.5万元，其中县级财政配套20万元，工会经费列支16.5万元。", "16.5万元", "专项经费"),
]


@pytest.mark.parametrize(("text", "figure", "measure"), MEASURES)
def test_measure(text: str, figure: str, measure: str) -> None:
    assert read(text)[figure].measure == measure


MODALITIES = [
    ("今年该市将新签合同500家。四是考核到位，将协商工作纳入百分考核；检查企业217家。", "217家", "reported"),
    ("市总工会将困难职工列为帮扶对象，发放慰问金30万元。", "30万元", "reported"),
    ("市总工会将新建驿站30座。", "30座", "planned"),
    ("根据《工会工作目标考核办法》，组成3个考核组进行考核。", "3个", "reported"),
    ("投入资金186万元，其中争取省总补助60万元。", "60万元", "reported"),
    ("同时也要看到，还有23%的基层工会未单独开户。", "23%", "reported"),
    ("要清醒认识到，仍有3个县没有完成任务。", "3个", "reported"),
    ("各级工会要培训干部2000人次。", "2000人次", "required"),
    ("预计返还资金9600万元；拨付专项资金2000万元。", "9600万元", "forecast"),
    ("预计返还资金9600万元；拨付专项资金2000万元。", "2000万元", "reported"),
    ("争取年底前会员达到60万人。", "60万人", "target"),
    ("今年将把50家企业纳入试点。", "50家", "planned"),
]


@pytest.mark.parametrize(("text", "figure", "modality"), MODALITIES)
def test_modality(text: str, figure: str, modality: str) -> None:
    assert read(text)[figure].modality == modality
