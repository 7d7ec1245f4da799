"""What an archive of damaged and hostile files does to a run: ``python tests/benchmarks/hostile_files.py [--files 10000] [--seed 1]``.

Makes as many files as asked for (one in ten of them good), runs ``gouji ingest --track never`` on the folder in a process of its own, and prints a table:
what was read, what was set aside and with which code, and what must be nought: crashes, files over their time limit, files that are neither read nor set
aside, good files lost, secrets read through external entities, requests to the network. The exit code is 1 when one of those is not nought.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from outputs.store import Store  # noqa: E402
from tests.corpus.making import docx, pdf, repacked, zipped  # noqa: E402

SECRET = "绝密字样甲乙丙丁"
SUFFIXES = (".txt", ".docx", ".doc", ".wps", ".pdf", ".html", ".zip")
DEFECTS = ("internal-error", "worker-died", "timeout", "out-of-memory")


def bulletin(number: int) -> str:
    """A short bulletin, different for each number."""
    parts = 10 + number % 90, 5 + number % 40
    return (
        f"海州工会信息\n第{number}期\n海州市总工会办公室编　　2012年{number % 12 + 1}月{number % 28 + 1}日\n\n海州市总工会新建基层工会\n"
        f"今年以来，海州市总工会新建基层工会{sum(parts)}家，其中非公企业工会{parts[0]}家、事业单位工会{parts[1]}家，慰问困难职工{number + 200}人。（海州市总工会）\n"
    )


def page(text: str) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(f"<p>{line}</p>" for line in text.splitlines())}</body></html>'.encode()


CONTAINERS: dict[str, Callable[[str], bytes]] = {
    ".txt": lambda text: text.encode(),
    ".gbk.txt": lambda text: text.encode("gb18030"),
    ".docx": lambda text: docx(text.splitlines()),
    ".html": page,
    ".pdf": lambda text: pdf([[(0, line) for line in text.splitlines()]], 9),
    ".zip": lambda text: zipped({"期刊.txt": text.encode()}),
}


class Maker:
    """Mutations and hostile files, drawn from one seed. ``address``: a server that nobody may ask."""

    def __init__(self, seed: int, secret: Path, address: str) -> None:
        self.dice, self.secret, self.address = random.Random(seed), secret.as_uri(), address
        self.kinds: list[Callable[[str, bytes], tuple[str, bytes]]] = [
            self.flipped, self.cut, self.overwritten, self.spliced, self.swapped, self.noise, self.hostile_zip, self.hostile_docx, self.hostile_html, self.hostile_text,
        ]  # fmt: skip

    def good(self, number: int) -> tuple[str, bytes]:
        suffix = list(CONTAINERS)[number % len(CONTAINERS)]
        return suffix, CONTAINERS[suffix](bulletin(number))

    def bad(self, number: int) -> tuple[str, str, bytes]:
        """``(kind, suffix, bytes)``."""
        make = self.kinds[number % len(self.kinds)]
        suffix, data = self.good(self.dice.randrange(10_000, 1_000_000))
        return make.__name__, *make(suffix, data)

    # -- damage

    def flipped(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        out = bytearray(data)
        for _ in range(self.dice.choice((1, 3, 20, 200))):
            out[self.dice.randrange(len(out))] ^= 1 << self.dice.randrange(8)
        return suffix, bytes(out)

    def cut(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        at = self.dice.randrange(len(data))
        return suffix, data[at:] if self.dice.random() < 0.2 else data[:at]

    def overwritten(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        at, length = self.dice.randrange(len(data)), self.dice.choice((4, 64, 1024))
        return suffix, data[:at] + self.dice.choice((bytes(length), b"\xff" * length, self.dice.randbytes(length))) + data[at + length :]

    def spliced(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        _suffix, other = self.good(self.dice.randrange(10_000, 1_000_000))
        return suffix, data[: self.dice.randrange(len(data))] + other[self.dice.randrange(len(other)) :]

    def swapped(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        return self.dice.choice(SUFFIXES), data

    def noise(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        head = self.dice.choice((b"", b"%PDF-1.7\n", b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"), b"{\\rtf1 ", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf"))
        return self.dice.choice(SUFFIXES), head + self.dice.randbytes(self.dice.choice((0, 1, 100, 5_000, 200_000)))

    # -- malice

    def hostile_zip(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        text = bulletin(self.dice.randrange(10_000, 1_000_000)).encode()
        name = self.dice.choice(("../../outside.txt", "/etc/outside.txt", "C:\\outside.txt", "a/../../b.txt"))
        traversal = zipped({name: text})
        nested = text
        for _ in range(6):
            nested = zipped({"inner.zip": nested})
        bomb = zipped({"bomb.txt": bytes(30_000_000 + len(text))})
        many = zipped({f"{n}.txt": b"" for n in range(10_001)}) if self.dice.random() < 0.05 else traversal
        return ".zip", self.dice.choice((traversal, nested, bomb, zipped({"b.zip": bomb}), encrypted(zipped({"a.txt": text})), lying(zipped({"a.txt": text * 50})), many))

    def hostile_docx(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        text = bulletin(self.dice.randrange(10_000, 1_000_000))
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        para = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
        body = "".join(para.format(line) for line in [*text.splitlines(), "&x;"])
        entity = self.dice.choice((f'<!ENTITY x SYSTEM "{self.secret}">', f'<!ENTITY x SYSTEM "{self.address}">', LAUGHS, f'<!ENTITY % x SYSTEM "{self.address}"> %x;'))
        deep = "<w:p>" * self.dice.choice((500, 50_000))
        document = self.dice.choice((
            f"{head}<!DOCTYPE w:document [{entity}]><w:document {ns}><w:body>{body}</w:body></w:document>",
            f"{head}<w:document {ns}><w:body>{deep}</w:body></w:document>",
            f'{head}<w:document {ns} a="{"长" * 3_000_000}"><w:body>{body.replace("&x;", "")}</w:body></w:document>',
            f"{head}<w:document {ns}><w:body>{para.format('人' * 6_000_000)}</w:body></w:document>",
        ))  # fmt: skip
        return ".docx", repacked(docx(["海州工会信息"]), {"word/document.xml": document.encode()})

    def hostile_html(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        text = bulletin(self.dice.randrange(10_000, 1_000_000))
        paragraphs = page(text).decode()
        return ".html", self.dice.choice((
            f'<!DOCTYPE html [<!ENTITY x SYSTEM "{self.secret}">]>' + paragraphs.replace("</body>", "&x;</body>"),
            paragraphs.replace("<p>", f'<iframe src="{self.address}"></iframe><img src="{self.address}"><link rel="stylesheet" href="{self.address}"><p>'),
            paragraphs.replace("<body>", f'<base href="{self.address}"><meta http-equiv="refresh" content="0;url={self.address}"><body>'),
            paragraphs.replace("<p>", f'<p title="{"属性" * 500_000}">', 1),
            "<div>" * self.dice.choice((1_000, 200_000)) + paragraphs,
            "<table><tr><td>" * self.dice.choice((100, 20_000)) + paragraphs,
            f'<table>{"<tr>" + "<td rowspan=65000 colspan=1000>一</td>" * 50 + "</tr>"}</table>' + paragraphs,
        )).encode()  # fmt: skip

    def hostile_text(self, suffix: str, data: bytes) -> tuple[str, bytes]:
        text, much = bulletin(self.dice.randrange(10_000, 1_000_000)), self.dice.choice((1_000, 30_000))
        return ".txt", self.dice.choice((
            text + "（" * much, text + "1" * much + "家。", text + "其中" * much, text + "、".join(f"{n}家" for n in range(much // 10)) + "。", text + "\0" * much,
            text + "一" * much + "\n", text + "\n" * much, text + "今年" * much, text + "总工会" * (much // 3), "\u202e\u200b\ufeff" * much + text,
            text + "第1期\n" * (much // 10), text + "┌─┬─┐\n│1│2│\n" * (much // 10), text + "百" * much + "亿人。", text + "《" * much + "》" * much,
        )).encode("utf-8", "surrogatepass")  # fmt: skip


LAUGHS = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)) + '<!ENTITY x "&j;">'


def encrypted(archive: bytes) -> bytes:
    """The flag of encryption set in every header."""
    out = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        out[at + offset] |= 1
    return bytes(out)


def lying(archive: bytes) -> bytes:
    """A directory that announces ten bytes where there are many."""
    out = bytearray(archive)
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", out, out.find(mark) + offset, 10)
    return bytes(out)


class Server:
    """Counts who asks."""

    def __init__(self) -> None:
        self.asked = 0

        class Handler(BaseHTTPRequestHandler):
            def do_GET(handler) -> None:  # noqa: N805
                self.asked += 1
                handler.send_error(404)

            def log_message(handler, *_: object) -> None:  # noqa: N805
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/x.dtd"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


def made(folder: Path, files: int, maker: Maker) -> Iterator[tuple[str, Path]]:
    """``(kind, path)`` of every file written into ``folder``."""
    for number in range(files):
        if number % 10 == 0:
            kind, (suffix, data) = "good", maker.good(number)
        else:
            kind, suffix, data = maker.bad(number - number // 10 - 1)
        path = folder / f"{number // 500:03}" / f"{number:05}-{kind}{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        yield kind, path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", metavar="CODE", help="also name the files with this code")
    asked = parser.parse_args()
    server = Server()
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        (root / "secret.txt").write_text(SECRET, "utf-8")
        (root / "in").mkdir()
        kinds = {str(path): kind for kind, path in made(root / "in", asked.files, Maker(asked.seed, root / "secret.txt", server.address))}
        began = time.monotonic()
        command = [sys.executable, "-m", "flows.cli", "ingest", str(root / "in"), "--store", str(root / "out" / "gouji.db"), "--track", "never", "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)})
        seconds = time.monotonic() - began
        sys.stderr.write(done.stderr[-2000:] if done.returncode or "Traceback" in done.stderr else "")
        with Store.open(root / "out" / "gouji.db") as store:
            return told(store, kinds, done, seconds, server.asked, asked.list)


def told(store: Store, kinds: dict[str, str], done: subprocess.CompletedProcess[str], seconds: float, requests: int, listed: str | None) -> int:
    read = {row["path"].partition("!/")[0] for row in store.read("SELECT path FROM files WHERE status = 'current'")}
    aside = {row["path"].partition("!/")[0]: row["code"] for row in store.quarantined()}
    table = Counter((kind, "read" if path in read else aside.get(path, "unaccounted")) for path, kind in kinds.items())
    leaked = store.read("SELECT count(*) AS n FROM texts WHERE text LIKE :secret", secret=f"%{SECRET}%")[0]["n"]
    codes = Counter(aside.values())
    print(f"{'kind':<14}{'files':>7}{'read':>7}  set aside, by code")
    for kind in dict.fromkeys(kinds.values()):
        mine = {code: n for (of, code), n in sorted(table.items()) if of == kind}
        print(f"{kind:<14}{sum(mine.values()):>7}{mine.pop('read', 0):>7}  {', '.join(f'{code} {n}' for code, n in mine.items())}")
    nought = {
        "crashes of the run": int(done.returncode != 0 or "Traceback" in done.stderr),
        **{f"set aside as {code}": codes[code] for code in DEFECTS},
        "neither read nor set aside": sum(n for (_, code), n in table.items() if code == "unaccounted"),
        "good files not read": sum(n for (kind, code), n in table.items() if kind == "good" and code != "read"),
        "secrets read": leaked,
        "requests to the network": requests,
    }
    print(f"{len(kinds)} files in {seconds:.0f} s: {sum(p in read for p in kinds)} read, {sum(codes.values())} set aside")
    print("\n".join(f"  {name}: {count}" for name, count in nought.items()))
    if listed or any(codes[code] for code in DEFECTS):
        for row in store.quarantined():
            if row["code"] in (*DEFECTS, listed):
                print(json.dumps({key: row[key] for key in ("path", "code", "reason")}, ensure_ascii=False))
    for (kind, code), _n in table.items():
        if code == "unaccounted":
            print("unaccounted:", next(path for path, of in kinds.items() if of == kind and path not in read and path not in aside))
    return int(any(nought.values()))


if __name__ == "__main__":
    sys.exit(main())
