"""completion: achieved / target is the printed rate of completion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.bounds import Value
from extractors.checks.outcome import Outcome, compared
from extractors.checks.ratios import quotient
from extractors.checks.reading import Reading
from extractors.checks.registry import check
from extractors.checks.template import PERCENT, compile
from extractors.checks.words import dimension

_AIM = "(?:目标|任务|计划|指标)"
_PATTERNS = (
    compile(f"{_AIM}(?:任务|目标|指标|数)?(?:数|为|是|的|要求|：|，)?<-8><v:target><-10>[，；、。]?<~24><v:done><-10>[，；（]?<-8>(?P<how>超额完成|超出|超过|超|完成率?|占|为|达到?)<-14><p:rate>"),
    compile(f"<v:done><-10>[，（]?<-8>(?P<how>超额完成|超出|超|完成|占|达到?|为|是)<-10>{_AIM}<-6><v:target><-8>的<p:rate>"),
    compile(f"<v:done><-10>[，（]?<-8>(?P<how>超额完成|超出|超|完成|占|达到?|为|是)<-10><v:target><-4>{_AIM}<-4>的<p:rate>"),
    compile(f"<v:target><-14>{_AIM}[，；、。]<-8>已?<-4><v:done>[，（](?P<how>任务)?完成率(?:为|达到?)?<p:rate>"),
    compile("应<-8><v:target>[，；、（]<-8>(?:已|实际|实)<-8><v:done>[，（]<-4>(?P<how>完成)(?:率|进度|比例)(?:为|达到?|是)?<p:rate>"),
    compile(f"(?:确定|下达|计划|部署)<-8><v:target>[，；、（]<-14><v:done>[，（](?P<how>完成)<-8>{_AIM}?<-4>的<p:rate>"),
    compile(f"(?P<how>完成)<-10>{_AIM}<-6><v:target><-6>的<p:rate>[，；]<-12><v:done>"),
)  # fmt: skip
_CUE = re.compile(f"(?:完成|超|占|达|目标|任务|计划|指标|应)(?=[^。]*{PERCENT})")
_NOT_RATE = ("增长", "提高", "同比", "上升", "下降", "率")


@check("completion", severity="error", rule="完成率应等于完成数除以目标数")
def completion(reading: Reading) -> Iterator[Outcome]:
    seen = set()
    for pattern in _PATTERNS:
        for m in reading.search(pattern, least=3, cue=_CUE):
            target, done, rate = (reading.bound(m, n) for n in ("target", "done", "rate"))
            gap = reading.skeleton[m.end("done") : m.start("rate")] if m.end("done") < m.start("rate") else m.group()
            if rate.start in seen or dimension(target) != dimension(done) or any(w in gap.replace("完成率", "") for w in _NOT_RATE):
                continue
            ratio = quotient(reading.value(done), reading.value(target))
            if ratio is None:
                continue
            seen.add(rate.start)
            over = (m.group("how") or "").startswith("超") and "的" not in gap
            computed = (ratio - Value.exact(1) if over else ratio).scaled(100)
            formula = f"({done.text} - {target.text}) ÷ {target.text}" if over else f"{done.text} ÷ {target.text}"
            yield compared("超额" if over else "完成率", rate, reading.value(rate), computed, (done, target), formula)
