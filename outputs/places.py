"""Where files lie: which path holds which document, and which versions nothing holds any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from outputs.backend import Writer, insert
from outputs.schema import FILES

Exists = Callable[[str], bool]
"""Tells whether a path still holds a file."""


@dataclass
class Places:
    """The places of one transaction. ``withdraw``: takes a document out of force, given its new status and its successor; ``replacing``: the documents that
    took the place of another."""

    writer: Writer
    connection: sa.Connection
    tables: Mapping[str, sa.Table]
    now: str
    exists: Exists
    withdraw: Callable[[str, str, str | None], None]
    replacing: set[str] = field(default_factory=set)

    def take(self, paths: Mapping[str, str]) -> dict[str, str]:
        """Record that each path holds its document now; supersede what nothing holds any more.

        Gives the path that stands for each document. A place that no longer exists does not keep its version in force.
        """
        places = self._places(paths)
        fresh: list[dict[str, str]] = []
        lost: dict[str, str] = {}  # document that was at one of the paths -> its successor there
        for path, document in paths.items():
            for other, held in places.items():
                if other != document and held.get(path) == "current":
                    self._set_place(held, path, other, "past")
                    lost[other] = document
            here = places[document]
            for elsewhere, status in here.items():
                if status == "current" and elsewhere != path and not self.exists(elsewhere):
                    self._set_place(here, elsewhere, document, "moved")
            if path not in here:
                fresh.append({"path": path, "document": document, "status": "current", "first_seen": self.now})
                here[path] = "current"
            elif here[path] != "current":
                self._set_place(here, path, document, "current")
        insert(self.writer, self.connection, FILES, fresh)
        self.replacing = set(lost.values())
        standing = {d: min(p for p, status in places[d].items() if status == "current") for d in set(paths.values())}
        self._stand(standing)
        for document, successor in lost.items():
            if document not in standing:
                self._retire(document, successor, [p for p, status in places[document].items() if status == "current"])
        quarantine = self.tables["quarantine"]
        self.connection.execute(quarantine.update().where(quarantine.c.path.in_(paths), quarantine.c.status == "open").values(status="resolved"))
        return standing

    def _stand(self, standing: Mapping[str, str]) -> None:
        """Write down the path that stands for each document that the store has."""
        documents = self.tables["documents"]
        for document, path in self.connection.execute(sa.select(documents.c.id, documents.c.path).where(documents.c.id.in_(standing))).all():
            if path != standing[document]:
                self.connection.execute(documents.update().where(documents.c.id == document).values(path=standing[document]))

    def _places(self, paths: Mapping[str, str]) -> defaultdict[str, dict[str, str]]:
        """Status by document and path, of all places of every document that is or was at one of the paths."""
        files = self.tables["files"]
        there = sa.select(files.c.document).where(files.c.path.in_(paths))
        involved = sa.or_(files.c.document.in_(there), files.c.document.in_(set(paths.values())))
        places: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for path, document, status in self.connection.execute(sa.select(files.c.path, files.c.document, files.c.status).where(involved)):
            places[document][path] = status
        return places

    def _set_place(self, held: dict[str, str], path: str, document: str, status: str) -> None:
        files, stamps = self.tables["files"], self.tables["stamps"]
        self.connection.execute(files.update().where(files.c.path == path, files.c.document == document).values(status=status))
        self.connection.execute(stamps.delete().where(stamps.c.path == path.split("!/")[0]))  # what lies there must be looked at again
        held[path] = status

    def _retire(self, document: str, successor: str, elsewhere: Sequence[str]) -> None:
        """Supersede a document that lost a place, unless it still lies elsewhere."""
        staying = [path for path in elsewhere if self.exists(path)]
        if staying:
            documents = self.tables["documents"]
            self.connection.execute(documents.update().where(documents.c.id == document).values(path=min(staying)))
        else:
            self.withdraw(document, "superseded", successor)
