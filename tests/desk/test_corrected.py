"""A corrected figure is what checks, observations, targets and progress are made of: over the samples, through the desk, and in every later run."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from flows.corrected import follow, settle
from flows.version import pipeline
from outputs import corrections
from outputs.store import Store

READING = ("unit", "kind", "measure", "subject", "period", "scope", "modality", "comparator")
SUM = "SELECT id, fingerprint, document FROM checks WHERE rule = 'sum-of-parts' AND verdict = 'fails' AND severity = 'error' AND equation LIKE '3500%'"


def _operands(store: Store, check: str) -> list[dict[str, Any]]:
    sql = "SELECT g.* FROM check_evidence e JOIN figures g ON g.id = e.figure WHERE e.check_id = :id AND e.role = 'figure' ORDER BY e.ordinal"
    return store.read(sql, id=check)


def _given(figure: dict[str, Any], value: int, action: str = "set") -> dict[str, Any]:
    reading = {name: figure[name] for name in READING} | {"low": str(value), "high": str(value)}
    return {"kind": "figure", "document": figure["document"], "start": figure["start"], "end": figure["end"], "action": action, "reading": reading}


def test_a_flag_closes_and_comes_back_with_its_operand(client: TestClient, store: str) -> None:
    with Store.open(store) as opened:
        flag = opened.read(SUM)[0]
        total, *parts = _operands(opened, flag["id"])
        whole = sum(int(part["value"]) for part in parts)
        page = f"/flags/{flag['fingerprint']}"

        def now() -> dict[str, Any]:
            return opened.read("SELECT verdict, fingerprint, equation FROM checks WHERE id = :id", id=flag["id"])[0]

        # the sum holds with the corrected total: in the checks, and in what is compared across bulletins
        made = client.post("/api/corrections", json=_given(total, whole))
        assert made.status_code == 201 and made.json()["settled"], made.text
        assert (now()["verdict"], now()["fingerprint"]) == ("holds", flag["fingerprint"])
        assert opened.read("SELECT value, corrected FROM observations WHERE figure = :id", id=total["id"]) == [{"value": str(whole), "corrected": 1}]
        gone = client.get(page)
        assert gone.status_code == 410 and "不再成立" in gone.text

        # another wrong total is another flag, which says what it reckons with; what is decided on it is not decided on the first
        assert client.post("/api/corrections", json=_given(total, whole + 7)).json()["settled"]
        other = now()
        assert other["verdict"] == "fails" and other["fingerprint"] != flag["fingerprint"] and f"经订正读作 {whole + 7:,}" in other["equation"]
        assert f"经人工订正，读作 {whole + 7:,}（程序读作 3,500）" in client.get(f"/flags/{other['fingerprint']}").text
        opened.decide(other["fingerprint"], "dismiss", "李审", "other")

        # taken back, it is the first again, undecided
        assert client.post("/api/corrections", json=_given(total, 0, "undo")).json()["settled"]
        assert (now()["verdict"], now()["fingerprint"]) == ("fails", flag["fingerprint"])
        assert client.get(page).status_code == 200
        assert opened.read("SELECT status FROM flags WHERE fingerprint = :f", f=flag["fingerprint"]) == [{"status": "open"}]


def test_targets_and_their_progress_follow(store: str) -> None:
    steps = "SELECT p.share, o.figure, o.document FROM progress p JOIN observations o ON o.id = p.target JOIN targets t ON t.figure = o.figure WHERE p.share > 0 AND o.figure IS NOT NULL"
    with Store.open(store) as opened:
        step = opened.read(f"{steps} ORDER BY p.target, p.observation LIMIT 1")[0]
        figure = opened.read("SELECT * FROM figures WHERE id = :id", id=step["figure"])[0]
        given = _given(figure, int(figure["high"] or figure["low"]) * 2)
        corrections.correct(opened, "figure", figure["document"], figure["start"], figure["end"], "set", "李审", given["reading"])
        assert settle(store) == 1 and settle(store) == 0
        assert opened.read("SELECT value, corrected FROM targets WHERE figure = :id", id=figure["id"]) == [{"value": given["reading"]["low"], "corrected": 1}]
        shares = {row["share"] for row in opened.read(f"{steps} AND o.figure = :id", id=figure["id"])}
        assert step["share"] not in shares and any(abs(share - step["share"] / 2) < 1e-9 for share in shares)

        # the document is read again by a later run, as the program reads it: the corrections come after
        with opened.run(pipeline()) as run:
            run.apply(lambda connection: _forget(connection, figure["document"]))
            assert follow(run) == 1
        assert opened.read("SELECT value FROM targets WHERE figure = :id", id=figure["id"]) == [{"value": given["reading"]["low"]}]


def _forget(connection: Any, document: str) -> Any:
    """As after writing the document anew."""
    from outputs.batch import Counts

    connection.exec_driver_sql(f"UPDATE corrections_applied SET reread = NULL WHERE document = '{document}'")
    connection.exec_driver_sql(f"UPDATE targets_all SET value = '1', corrected = 0 WHERE document = '{document}'")
    return Counts()


def test_names_and_what_was_dropped_or_missed(store: str) -> None:
    with Store.open(store) as opened:
        figure = opened.read("SELECT g.* FROM figures g JOIN mentions m ON m.sentence = g.sentence AND m.name = g.subject WHERE g.kind = 'count' ORDER BY g.id LIMIT 1")[0]
        mention = opened.read("SELECT * FROM mentions WHERE sentence = :s AND name = :n ORDER BY start LIMIT 1", s=figure["sentence"], n=figure["subject"])[0]
        place = (mention["document"], mention["start"], mention["end"])
        corrections.correct(opened, "organisation", *place, "set", "李审", {"name": "清河市第一工会", "type": "union"})
        corrections.correct(opened, "figure", figure["document"], figure["start"], figure["end"], "drop", "李审")
        settle(store)
        assert opened.read("SELECT count(*) AS n FROM figures WHERE subject = '清河市第一工会'")[0]["n"]
        assert not opened.read("SELECT 1 FROM observations WHERE start = :s AND document = :d", s=figure["start"], d=figure["document"])
        corrections.correct(opened, "figure", figure["document"], figure["start"], figure["end"], "undo", "李审")
        corrections.correct(opened, "organisation", *place, "undo", "李审")
        settle(store)
        columns = ("text", "value", "subject", "measure", "corrected")
        assert [{c: row[c] for c in columns} for row in opened.read("SELECT * FROM figures WHERE id = :id", id=figure["id"])] == [{c: figure[c] for c in columns}]
