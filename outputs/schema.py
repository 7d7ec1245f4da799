"""The tables, each contracted once: name, type, Chinese heading and meaning of every column.

Database (:mod:`outputs.metadata`), exports, ``gouji tables``, the desk and the documentation all derive from :data:`TABLES`. Nothing here imports a
library, so that ``gouji tables`` starts at once.

Conventions, the same on SQLite and PostgreSQL so that one SQL text runs on both:

- *Identity.* ``documents.id`` is the first 16 hexadecimal digits of the file's sha256. Rows that stand on a stretch of text are called
  ``<document>.<letter><start>-<end>``: an address that stays valid when a later version of the extractors finds more or fewer facts around it.
- *Numbers.* ``low``, ``high`` and ``step`` are double precision, so that SQL can calculate with them (a quotient never truncates; whole numbers are exact
  up to 2**53). The exact decimal is kept beside them in ``value`` (:func:`outputs.values.exact`), and the printed form in ``text``.
- *Dates* are ISO text (``2008-03-31``), instants ISO text in UTC: they sort and compare as they read. Yes/no is 1/0.
- *Current rows.* A table with ``versioned=True`` is a view of the rows that belong to documents in force; ``<name>_all`` beneath also keeps those of superseded ones.
- *Volatile* columns tell when and by which run, not what was read: they stay out of the exports, which therefore depend on the content alone.
"""

from __future__ import annotations

from outputs.contract import Table
from outputs.schema_checks import CHECK_EVIDENCE, CHECKS, DECISIONS, FLAGS
from outputs.schema_corrections import APPLIED, CORRECTIONS
from outputs.schema_documents import ARTICLES, DOCUMENTS, FILES, SENTENCES, TEXTS
from outputs.schema_facts import FIGURES, MENTIONS, TARGETS
from outputs.schema_organisations import ORGANISATION_DECISIONS, ORGANISATIONS, SPELLINGS
from outputs.schema_review import ASSIGNMENTS, AUDIT
from outputs.schema_runs import QUARANTINE, RUNS, STAMPS
from outputs.schema_saved import SAVED
from outputs.schema_series import BANDS, DUPLICATES, OBSERVATIONS, PROGRESS, RELATIONS, TOUCHED, UNLINKED

VERSION = 1
"""Version of the stored schema; raise it together with a step in :mod:`outputs.migrations`."""

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        DOCUMENTS, FILES, TEXTS, ARTICLES, SENTENCES, ORGANISATIONS, SPELLINGS, MENTIONS, FIGURES, TARGETS, OBSERVATIONS, PROGRESS, RELATIONS, CHECKS, CHECK_EVIDENCE,
        FLAGS, DECISIONS, ORGANISATION_DECISIONS, QUARANTINE, RUNS, TOUCHED, ASSIGNMENTS, AUDIT, SAVED, CORRECTIONS, APPLIED, STAMPS, BANDS, DUPLICATES, UNLINKED,
    )
}  # fmt: skip

FACTS = tuple(t for t in TABLES.values() if t.versioned)
"""The tables whose rows were read from one document: deleted and written together with it."""
