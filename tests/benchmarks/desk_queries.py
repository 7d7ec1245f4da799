"""How long the desk's pages take over a large store: one line a page, the processor's time of the second call and the first.

    python tests/benchmarks/desk_store.py SMALL.db LARGE.db
    python tests/benchmarks/desk_queries.py LARGE.db [ADDRESS …]

Pages are asked for in this process, without a network. ``chars``: size of the answer.
"""

from __future__ import annotations

import sys
import time

from starlette.testclient import TestClient

from flows.desk import segment, settings
from outputs.desk.app import create_app
from outputs.desk.settings import Access
from outputs.store import Store

TOKEN = "benchmark"


def pages(store: str) -> list[str]:
    """The pages that are measured, with identifiers that the store has."""
    with Store.open(store) as opened:
        figure = opened.read("SELECT id, document, subject FROM figures WHERE subject IS NOT NULL ORDER BY issued DESC LIMIT 1")[0]
        target = opened.read("SELECT id, owner FROM targets WHERE owner IS NOT NULL ORDER BY issued DESC LIMIT 1")[0]
        check = opened.read("SELECT id FROM checks WHERE verdict = 'fails' ORDER BY issued DESC LIMIT 1")[0]
        body = opened.read("SELECT id, name FROM organisations ORDER BY mentions DESC LIMIT 1")[0]
        seen = opened.read("SELECT measure_key, counted, place, year FROM observations WHERE role = 'result' AND year IS NOT NULL AND place LIKE '%/%' ORDER BY place DESC LIMIT 1")[0]
    indicator = "key={measure_key}&counted={counted}&place={place}".format(**seen)
    return [
        "/", "/figures", "/figures?page=100", "/figures?kind=money", "/figures?kind=money&modality=target&scope=不存在", "/figures?unit=元&sort=-low", "/figures?unit=元",
        "/figures?issued=2011", "/figures?measure.has=工会", "/figures?measure.has=不存在", f"/figures?subject={figure['subject']}", f"/figures?subject={figure['subject']}&sort=measure",
        "/figures?q=工会", "/figures?q=女职工 保护", "/figures?title.has=工会", "/figures.xlsx?issued=2011", "/figures.csv?issued=2011", "/targets", f"/targets?owner={target['owner']}",
        "/targets?deadline.min=2015&sort=deadline", "/organisations", "/organisations?q=总工会", "/mentions", "/documents", "/issues", "/articles", "/articles?q=工会", "/checks",
        "/checks?verdict=fails", "/checks?rule=average&verdict=fails", f"/figures/{figure['id']}", f"/targets/{target['id']}", f"/organisations/{body['id']}",
        f"/documents/{figure['document']}", f"/checks/{check['id']}", "/search?q=工会", "/search?q=新建基层工会", "/search?q=工会 会员&page=50", "/search?q=不存在的词语",
        "/board", f"/board?body={target['owner']}", "/board?first=2015-01-01&last=2015-12-31", "/charts", "/charts?q=新建工会", f"/charts?{indicator}",
        f"/charts/series.svg?{indicator}", f"/charts/regions.svg?{indicator}&year={seen['year']}", "/charts/flags", "/charts/flags.svg", "/saved",
        "/sql?q=SELECT kind, count(*) FROM figures GROUP BY kind", "/api/figures?kind=money", "/api/figures/facets", "/api/board", "/api/overview",
    ]  # fmt: skip


def main(store: str, chosen: list[str]) -> None:
    segment("预热")
    app = create_app(settings(store, Access(token=TOKEN, owner="bench"), 0))
    with TestClient(app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        client.get("/saved")
        print(f"{'cpu ms':>8} {'first':>8} {'status':>6} {'chars':>9}  page")
        for address in chosen or pages(store):
            took = []
            for _ in range(2):
                began = time.process_time()
                answer = client.get(address)
                took.append(1000 * (time.process_time() - began))
            print(f"{took[1]:8.0f} {took[0]:8.0f} {answer.status_code:6} {len(answer.content):9,}  {address}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
