"""Streams of an OLE2 compound file ([MS-CFB]): what legacy Word and WPS files are kept in. Every chain is bounded by the size of the file."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks
_HEADER_FAT = 109  # FAT sectors that the header itself lists


class Compound:
    """Raises ``ValueError``, ``struct.error`` or ``IndexError`` for a file whose structure does not hold."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError("no compound file")
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError("sector size")
        self._size = 1 << shift
        _, first_directory, _, self._cutoff, first_mini, _, first_difat, _ = struct.unpack_from("<8I", data, 44)
        self._fat = self._read_fat(first_difat)
        self._mini_fat = self._numbers(self._chain(first_mini))
        self._streams: dict[str, tuple[int, int]] = {}
        directory = self._chain(first_directory)
        self._mini = b""
        for at in range(0, len(directory) - 127, 128):
            self._entry(directory[at : at + 128])

    def names(self) -> frozenset[str]:
        return frozenset(self._streams)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream. Raises ``KeyError`` when there is none of this name."""
        first, size = self._streams[name]
        if size >= self._cutoff:
            return self._chain(first)[:size]
        out: list[bytes] = []
        at = first
        while at < _LAST and len(out) * 64 < size:
            out.append(self._mini[at * 64 : at * 64 + 64])
            at = self._mini_fat[at]
        return b"".join(out)[:size]

    def _entry(self, entry: bytes) -> None:
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        first, size = struct.unpack_from("<II", entry, 116)
        if entry[66] == 5:  # the root keeps the small streams
            self._mini = self._chain(first)[:size]
        elif entry[66] == 2:
            self._streams[name] = (first, size)

    def _read_fat(self, difat: int) -> list[int]:
        sectors = list(struct.unpack_from(f"<{_HEADER_FAT}I", self._data, 76))
        per = self._size // 4
        seen = 0
        while difat < _LAST and seen * self._size < len(self._data):
            numbers = self._numbers(self._sector(difat))
            sectors += numbers[: per - 1]
            difat = numbers[per - 1]
            seen += 1
        return [n for s in sectors if s < _LAST and (s + 1) * self._size < len(self._data) for n in self._numbers(self._sector(s))]

    def _numbers(self, data: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(data) // 4}I", data)) if data else []

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, first: int) -> bytes:
        out: list[bytes] = []
        while first < _LAST:
            if len(out) * self._size > len(self._data):
                raise ValueError("endless chain")
            out.append(self._sector(first))
            first = self._fat[first]
        return b"".join(out)
