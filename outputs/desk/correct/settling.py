"""Targets, observations and checks follow corrections behind the scenes: in one thread, however many people correct."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outputs.desk.settings import Settle


class Settling:
    """Does ``settle`` when asked, and once more if it was asked meanwhile."""

    def __init__(self, settle: Settle | None) -> None:
        self._settle, self._asked, self._done, self._working = settle, 0, 0, False
        self._changed = threading.Condition()

    def ask(self, patience: float) -> bool:
        """Whether it was done within ``patience`` seconds; if not, it goes on."""
        if self._settle is None:
            return False
        with self._changed:
            self._asked += 1
            wanted = self._asked
            if not self._working:
                self._working = True
                threading.Thread(target=self._work, daemon=True, name="settling").start()
            return self._changed.wait_for(lambda: self._done >= wanted, patience)

    def _work(self) -> None:
        assert self._settle is not None
        while True:
            with self._changed:
                wanted = self._asked
            try:
                self._settle()
            except Exception:
                logging.getLogger(__name__).exception("corrections could not be followed; the next run does")
            with self._changed:
                self._done = wanted
                self._changed.notify_all()
                if self._asked == wanted:
                    self._working = False
                    return
