"""What a single line is by its words and its white space alone, with the lines that look alike and are something else."""

from __future__ import annotations

import pytest

from corpus import chrome, circulation, masthead, signoff, starts, titles
from corpus.lines import closed_up, split
from corpus.paragraphs import Paragraph


@pytest.mark.parametrize("line", ["单位：家、人", "（计量单位：万元）", "问：生病住院能申请补助吗？", "新建工会：37家", "发展会员：1.2万人"])
def test_no_titles(line: str) -> None:
    assert not titles.is_title(line)


@pytest.mark.parametrize("line", ["河口县总工会：三项举措促就业", "问需于职工　问计于基层", "单位集体合同怎么签", "为职工办好10件实事"])
def test_titles(line: str) -> None:
    assert titles.is_title(line)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("任务全部完成。　　　　　　河口县总工会", "河口县总工会"),
        ("任务全部完成。      河口县总工会", "河口县总工会"),
        ("任务全部完成。　　　　　　张建民", "张建民"),
        ("任务全部完成。河口县总工会", None),
        ("全年新建工会60家。（责任单位：县总工会组织部）", None),
        ("全年帮扶职工800户。（牵头部门：河口县总工会，完成时限：12月底）", None),
        ("全年新建工会60家。（河口县总工会）", "河口县总工会"),
        ("任务全部完成。　　　　　　大家鼓掌", None),
        ("任务全部完成。　　　　　　河口县总工会表彰先进", None),
    ],
)
def test_a_signature_far_behind_the_last_sentence(text: str, who: str | None) -> None:
    found = signoff.bracketed(text)
    assert (text[slice(*found[0])] if found else None) == who


@pytest.mark.parametrize(("line", "made"), [("责任编辑　谷　雨　　校对　辛欣", True), ("本期责任编辑：谷雨", True), ("审核把关更严", False), ("编辑　出版工作会议召开，表彰先进", False)])
def test_colophons(line: str, made: bool) -> None:
    assert circulation.is_colophon(line) is made


@pytest.mark.parametrize(("raw", "shown"), [("│　◇河口机械厂召开职代会　│", "◇河口机械厂召开职代会"), ("│县区│家数│", "│县区│家数│"), ("││", "││"), ("｜简讯", "｜简讯")])
def test_boxes(raw: str, shown: str) -> None:
    (line,) = split(raw)
    assert line.text == shown == raw[line.start : line.end]


@pytest.mark.parametrize(("text", "closed"), [("第 1 2 期", "第12期"), ("第 1 2 期  某 县", "第12期  某县"), ("甲 乙 丙 丁戊", "甲 乙 丙 丁戊")])
def test_spaces_between_all_characters(text: str, closed: str) -> None:
    assert closed_up(text) == closed


@pytest.mark.parametrize(("line", "belongs"), [("2024年4月", True), ("二〇〇五年十一月号", True), ("BINHAI GONGHUI", True), ("2024年4月，全市建会", False), ("ABC", False)])
def test_lines_of_a_masthead(line: str, belongs: bool) -> None:
    assert (masthead.read_line(line) is not None) is belongs


def test_sections_are_counted() -> None:
    second, title = (Paragraph((line,)) for line in split("二、各地来稿\n河口镇总工会换届"))
    assert starts.ordinal("一、工作动态") == 1
    assert starts.is_next_section(1, second, title)
    assert not starts.is_next_section(2, second, title)
    assert not starts.is_next_section(1, second, None)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("【职工书屋揭牌】6月23日，书屋开放，藏书3200册。", "职工书屋揭牌"),
        ("【绿豆汤进车间】6月23日，7家企业领到绿豆汤。", "绿豆汤进车间"),
        ("【河口县总工会】6月23日，举办招聘会，提供岗位320个。", None),
        ("【河口市开发区】6月23日，举办招聘会，提供岗位320个。", None),
        ("河口煤矿工会送姜汤　　每逢早班，女工家属在井口送姜汤，全年48次。", "河口煤矿工会送姜汤"),
        ("张建民　　每逢早班，女工家属在井口送姜汤，全年48次。", None),
    ],
)
def test_titles_at_the_front_of_their_own_text(text: str, title: str | None) -> None:
    found = titles.lead_title(text)
    assert (text[slice(*found)] if found else None) == title


@pytest.mark.parametrize(("line", "tells"), [("工会小家评比揭晓", True), ("县总启动帮扶行动", True), ("加强组织建设", False), ("突出问题", False)])
def test_what_tells_news(line: str, tells: bool) -> None:
    assert titles.tells(line) is tells


@pytest.mark.parametrize(("line", "is_paper"), [("关于开展技能比赛的通知", True), ("致全县职工的倡议书", True), ("工作要点（草案）", True), ("工会送通知上门", False)])
def test_titles_of_papers(line: str, is_paper: bool) -> None:
    assert titles.is_document(line) is is_paper


@pytest.mark.parametrize(("line", "number"), [("01丨河口县送清凉", ("#丨", 1)), ("二、河口县送清凉", ("一、", 2)), ("河口县送清凉", None)])
def test_numbers_of_titles(line: str, number: tuple[str, int] | None) -> None:
    assert starts.number(line) == number


@pytest.mark.parametrize(("line", "ends"), [("初审：谷雨", True), ("校对：谷雨　辛欣", True), ("供稿：河口县总工会", False), ("出席：谷雨　辛欣", False), ("核心问题：怎么办", False)])
def test_who_checked_it(line: str, ends: bool) -> None:
    assert circulation.is_credit_line(line) is ends


@pytest.mark.parametrize(("line", "asks"), [("点击上方蓝字关注我们 👆", True), ("👇 点“在看”，支持一下", True), ("关注职工心理健康", False), ("关注我们身边的劳模", False), ("请关注我们", True), ("扫描二维码即可入会的职工服务平台在河口县上线", False)])
def test_what_a_social_network_asks(line: str, asks: bool) -> None:
    assert chrome.is_follow(line) is asks


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        ("2004年07月02日09:14 河东日报", True),
        ("2022-02-09 17:54:57 河口县人民政府", True),
        ("2021年10月15日13:11 | 来源：河东网", True),
        ("《河东工人报》（2012年01月17日 002版）", True),
        ("2004年07月02日 河口县总工会召开职代会", False),
        ("2022-02-09 17:54 市总工会召开会议，部署工作", False),
        ("《河东工人报》（合订本）", False),
    ],
)
def test_when_and_where_a_page_was_printed(line: str, meta: bool) -> None:
    assert chrome.is_meta(line) is meta
