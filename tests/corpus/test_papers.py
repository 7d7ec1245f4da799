"""Official papers are published by who issues them, bulletins by who makes them."""

from __future__ import annotations

import pytest

import corpus

_BODY = "各乡镇总工会：\n2010年，全县各级工会新建工会97家，县总工会决定予以通报表彰。\n"
PAPERS = {
    "横山县总工会": f"横山县总工会文件\n横工发〔2010〕31号\n\n关于表彰先进单位的通报\n\n{_BODY}\n　　　　　　　　横山县总工会\n　　　　　　　　2010年12月28日\n\n"
    "抄报：市总工会。\n横山县总工会办公室　　2010年12月29日印发",
    "横山县总工会、横山县教育局": f"横山县总工会\n横山县教育局\n横工联〔2010〕4号\n\n横山县总工会　横山县教育局\n关于开展技能比赛的通知\n\n{_BODY}\n"
    "　　　　横山县总工会　　　横山县教育局\n　　　　　　2010年2月21日\n\n横山县总工会办公室　　2010年2月22日印发",
    "中共横山县总工会党组": f"中共横山县总工会党组\n横工党〔2010〕3号\n中共横山县总工会党组关于学习的通知\n{_BODY}中共横山县总工会党组\n2010年3月3日\n横山县总工会办公室　　2010年3月4日印发",
    "横山县总工会 ": f"关于做好慰问的通知\n（横工发〔2010〕22号）\n{_BODY}\n　　　　　　横山县总工会\n　　　　　　2010年7月2日\n横山县总工会办公室　　2010年7月3日印发",
    "横山县总工会办公室": "横山县工会简报\n〔2010〕8号\n石湾镇总工会送清凉\n8月3日，石湾镇总工会为600名环卫职工送去清凉。（石湾镇总工会）\n横山县总工会办公室　　2010年8月5日印发",
}


@pytest.mark.parametrize("publisher", PAPERS)
def test_publisher(publisher: str) -> None:
    bulletin = corpus.read("a.txt", PAPERS[publisher].encode())
    assert bulletin.issues[0].publisher == publisher.strip()
    assert len([a for a in bulletin.articles if a.part == "article"]) == 1
