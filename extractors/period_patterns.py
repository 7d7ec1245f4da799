"""What a period looks like in print. ``PERIOD`` finds the stretch, ``POINT`` takes one of its ends apart; neither knows an issue date."""

from __future__ import annotations

import re

from extractors.calendars import festival_words

_HAN = "一二三四五六七八九"
_DAY = r"(?:\d{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九元])"
_SEP = r"\s?(?:[—–\-－~～─―]{1,2}|[至到])\s?"
_EDGE = "[年月]?(?:底|末|初|中旬?)"
_FESTIVAL = '[“”"]?(?:' + "|".join(festival_words()) + ')[“”"]?'
_WHEN = "(?:期间|前后|前夕|之前|前|假期|长假|黄金周|节日|来临之际|来临|到来)"

# 07年: two digits need a zero or the edge or month behind them, else they are a duration (10年).
_YEAR = (
    r"(?:(?:1[89]|20|１[８９]|２０)\d\d|[一二][九〇零○ＯO][〇零○ＯO一二三四五六七八九]{2}|[‘’']?[0０]\d"
    r"|[‘’']?\d\d(?=年(?:底|末|度?[上下]半年|\d{1,2}月|以来)))"
)
_RELATIVE = (
    r"(?:今年|(?<![成资])本年度|去年|昨年|(?<!以)上一?年(?![龄轻纪])度?|(?<![以之近目])前年(?!度)|(?<![文透证说表])明年(?!确)|来年"
    r"|(?<!适)当年|同年|次年|翌年)"
)
_YEARS = rf"(?:{_YEAR}(?:学?年度?)|{_RELATIVE})"

_MONTH_DAY = rf"{_MONTH}月(?!三)份?(?:的?{_DAY}[日号]|的?[上中下]旬|底前?|末|初|中旬)?"
_INNER = (
    rf"(?:{_MONTH}{_SEP}{_MONTH}月份?底?|{_MONTH_DAY}|前(?:\d{{1,2}}|[{_HAN}十两]{{1,2}})个月"
    rf"|(?:第?[一二三四1-4１-４]|首|前[二三两23３]个?|[一1]{_SEP}[二三四2-4]|[一二三]、[二三四])季度?(?:度末|末)?|[上下前后]半年|同期|全年|年?(?:底|末|初|中)"
    rf"|{_FESTIVAL}(?:[、和及与]?{_FESTIVAL})?(?:{_WHEN})?)"
)
_FREE_INNER = (
    rf"(?:{_MONTH}{_SEP}{_MONTH}月份?底?|{_MONTH_DAY}|前(?:\d{{1,2}}|[{_HAN}十两]{{1,2}})个月"
    rf"|(?:第?[一二三四]|首|前[二三两23３]个?|[一1]{_SEP}[二三四2-4]|[一二三]、[二三四])季度(?:末)?|[上下]半年|(?<![历往史])同期(?!声)|全年|年[底末初内中](?![级学])"
    rf"|{_FESTIVAL}(?:[、和及与]?{_FESTIVAL})?{_WHEN}|(?:元旦、?春节|春节)(?![联晚])|两节{_WHEN}|双节{_WHEN})"
)
_OF_MONTH = rf"(?:[本上当下]个?月(?:份|{_DAY}[日号]|底|末|初|[上中下]旬)?(?![球亮光色饼经]))"
_POINT = rf"(?:{_YEARS}(?:的?{_INNER})?|{_FREE_INNER}|{_OF_MONTH})"
_NUMBER = rf"(?:\d{{1,2}}|[{_HAN}两]?十[{_HAN}]?|[{_HAN}两几])"
_RECENT = (
    rf"(?:(?:最?近|过去|今后|未来|往后|此后)(?:的)?{_NUMBER}(?:多|余)?(?:个月|年|天|周|个?季度)(?:多)?(?:以来|来|间|内|时间|中)?"
    rf"|{_NUMBER}(?:个月|年)(?:多|余)?(?:以来|来(?!信|访|到|自|源))|{_NUMBER}(?:个月|年)[以之]?内|近年来?|近些年来?|历年来?|多年来)"
)
_PLAN = rf"(?:[“\"](?:十[{_HAN}]?|[{_HAN}])五[”\"](?!普法)|(?:十[{_HAN}]|[八九])五(?=期间|时期|末|规划|计划|以来|开局|前|后))(?:规划|计划)?(?:期间|时期|期末|期|末|以来|开局之年|收官之年|间)?"
_NOW = r"(?:截[至止]目前|到目前为止|目前(?:为止)?|迄今(?:为止)?|至今(?![年天日晨春夏秋冬]))"
_ISO = r"(?:19|20)\d\d[-./．／](?:1[0-2]|0?[1-9])[-./．／](?:[12]\d|3[01]|0?[1-9])(?!\d)"
_TAIL = r"(?:以前|之前|前(?![往来后期景列沿去进\d十三两茅五夕])|以来|来(?=，)|起(?![草步诉义来到伏源因点动初码])|开始|期间|间(?=，)|以内|之内|内(?![容部外资])|为止|假期|后(?=，))"
_WEEKDAY = r"(?:[（(，,]?\s?(?:星期|周|礼拜)[一二三四五六日天][）)]?)"

PERIOD = re.compile(
    rf"(?=[\d一二三四五六七八九十元‘’'今本去昨上前明来当同次翌首下全年“\"新春国两双最近过未往此历多截到目迄至五七]|第[一二三四]季)(?<![\d.．第])(?:"
    rf"(?P<iso>{_ISO})|(?P<plan>{_PLAN})|(?P<now>{_NOW})"
    rf"|(?P<years>{_YEAR}{_SEP}{_YEAR}年度?)"
    rf"|(?P<span>{_POINT}(?:{_SEP}(?:{_POINT}|{_DAY}[日号]))?{_WEEKDAY}?)"
    rf"|(?P<recent>{_RECENT})"
    rf"|(?P<day>(?<![^，。；、于在至\n ]){_DAY}日(?=[，,上下晚至—]|召开|举行))"
    rf")(?P<tail>{_TAIL})?"
)

POINT = re.compile(
    rf"(?:(?:(?P<y>{_YEAR}|[‘’']?\d\d)学?年度?|(?P<rel>{_RELATIVE}))的?)?"
    rf"(?:(?P<m1>{_MONTH}){_SEP}(?P<m2>{_MONTH})月份?(?P<mend>底)?"
    rf"|(?P<m>{_MONTH})月份?(?:的?(?P<d>{_DAY})[日号]|的?(?P<part>[上中下]旬|底前?|末|初))?"
    rf"|(?P<rm>[本上当下])个?月(?:份|(?P<rd>{_DAY})[日号]|(?P<rpart>底|末|初|[上中下]旬))?"
    rf"|前(?P<count>\d{{1,2}}|[{_HAN}十两]{{1,2}})个月"
    rf"|(?P<quarters>(?:第?[一二三四1-4１-４]|首|前[二三两23３]个?|[一1]{_SEP}[二三四2-4]|[一二三]、[二三四])季度?)(?P<qend>末|度末)?"
    rf"|(?P<half>[上下前后])半年|(?P<same>同期)|(?P<whole>全年)|年?(?P<edge>[底末初内中])"
    rf"|(?P<bareday>{_DAY})[日号]"
    rf"|(?P<festival>{_FESTIVAL}(?:[、和及与]?{_FESTIVAL})?|两节|双节)(?:{_WHEN})?)?"
)

RECENT = re.compile(
    rf"(?P<way>最?近|过去|今后|未来|往后|此后)?(?:的)?(?P<n>{_NUMBER})(?:多|余)?(?P<unit>个月|年|天|周|个?季度)(?:多|余)?(?P<end>[以之]?内)?"
)
PLAN = re.compile(rf"(?P<n>十[{_HAN}]?|[{_HAN}])五")
WEEKDAY = re.compile(_WEEKDAY + "$")
SEPARATOR = re.compile(_SEP)
FESTIVAL = re.compile("|".join(festival_words()))
SENTENCE_END = re.compile(r"[。！？!?\n]")
LEAD = re.compile(r"(?:截至到?|截止到?|截止至|自从|自|从|到|至|以|比|较|与|同|于)$")
