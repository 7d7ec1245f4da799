"""How often the encoding of a short snippet is found, against charset-normalizer.

    python scripts/measure_decoding.py [--snippets 2000] [--seed 1] [TEXT...]

Snippets of 12 to 1,000 characters are cut from the sample bulletins and the layouts of the tests (or from the UTF-8 files given), a fifth of them turned into traditional
characters, encoded in one of the encodings, and decoded. Right = the text comes back exactly; with a damaged byte (one in 200 characters, at
least one) = the encoding is right and all but four characters per damaged byte come back in place. Prints a table; exits 1 below the aims.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from corpus.decoding import decode
from corpus.lexicon import FOLDER
from corpus.model import CorpusError
from extractors.lexicons import read

ROOT = Path(__file__).parents[1]
SIMPLIFIED = ("utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be")
TRADITIONAL = ("utf-8", "big5", "gb18030", "utf-16-le", "utf-16-be")
LENGTHS = ((12, 24), (25, 49), (50, 199), (200, 1000))
AIM, AIM_DAMAGED = 0.995, 0.95
Decoder = Callable[[bytes], str]


def ours(data: bytes) -> str:
    try:
        return decode(data).text
    except CorpusError:
        return ""


def theirs(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    return str(best).removeprefix("\ufeff") if best else ""


def source(paths: list[str]) -> str:
    files = [Path(p) for p in paths] or [*sorted((ROOT / "corpus" / "bulletins").glob("*.txt")), *sorted((ROOT / "tests" / "corpus" / "layouts").glob("*.txt"))]
    out = []
    for file in files:
        try:
            out.append(file.read_text("utf-8"))
        except UnicodeDecodeError:
            continue  # a sample in another encoding
    return "\n".join(out)


def snippets(text: str, count: int, rng: random.Random) -> list[tuple[str, str]]:
    """``(snippet, encoding)``; a snippet is one that the encoding can hold and that has Chinese in it."""
    to_traditional = str.maketrans({row["simplified"]: row["traditional"][0] for row in read(FOLDER / "traditional.csv", ("simplified", "traditional"))})
    out: list[tuple[str, str]] = []
    while len(out) < count:
        low, high = LENGTHS[len(out) % len(LENGTHS)]
        size = rng.randint(low, high)
        start = rng.randrange(len(text) - size)
        snippet = text[start : start + size].strip()
        encoding = rng.choice(SIMPLIFIED)
        if rng.random() < 0.2:
            snippet, encoding = snippet.translate(to_traditional), rng.choice(TRADITIONAL)
        try:
            snippet.encode(encoding)
        except UnicodeEncodeError:
            continue
        if len(snippet) >= 12 and sum("\u4e00" <= c <= "\u9fff" for c in snippet) >= len(snippet) // 2:
            out.append((snippet, encoding))
    return out


def damaged(data: bytes, size: int, rng: random.Random) -> tuple[bytes, int]:
    """``data`` with one byte in 200 characters changed, at least one; the mark at the front stays."""
    first = 3 if data.startswith(b"\xef\xbb\xbf") else 2 if data.startswith((b"\xff\xfe", b"\xfe\xff")) else 0
    out = bytearray(data)
    hits = max(1, size // 200)
    for at in rng.sample(range(first, len(out)), hits):
        out[at] ^= rng.randint(1, 255)
    return bytes(out), hits


def close(text: str, snippet: str, hits: int) -> bool:
    if abs(len(text) - len(snippet)) > 4 * hits:
        return False
    same = sum(m.size for m in SequenceMatcher(None, snippet, text, autojunk=False).get_matching_blocks())
    return same >= len(snippet) - 4 * hits


def measure(cases: list[tuple[str, str]], decoder: Decoder, harm: bool, seed: int) -> tuple[dict[tuple[int, int], list[bool]], list[tuple[str, str]], float]:
    rng = random.Random(seed)
    results: dict[tuple[int, int], list[bool]] = {bounds: [] for bounds in LENGTHS}
    misses = []
    spent = 0.0
    for n, (snippet, encoding) in enumerate(cases):
        data = snippet.encode(encoding)
        data, hits = damaged(data, len(snippet), rng) if harm else (data, 0)
        began = time.perf_counter()
        text = decoder(data)
        spent += time.perf_counter() - began
        right = close(text, snippet, hits) if harm else text == snippet
        results[LENGTHS[n % len(LENGTHS)]].append(right)
        if not right:
            misses.append((encoding, snippet[:30]))
    return results, misses, 1000 * spent / len(cases)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--snippets", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="print what went wrong")
    parser.add_argument("texts", nargs="*")
    args = parser.parse_args()
    cases = snippets(source(args.texts), args.snippets, random.Random(args.seed))
    print(f"{args.snippets} snippets, seed {args.seed}; characters:".ljust(44) + "".join(f"{a}–{b}".rjust(10) for a, b in LENGTHS) + "all".rjust(9) + "ms each".rjust(10))
    reached = True
    for name, decoder in (("gouji", ours), ("charset-normalizer", theirs)):
        for harm in (False, True):
            results, misses, each = measure(cases, decoder, harm, args.seed)
            every = [right for group in results.values() for right in group]
            shares = [sum(group) / len(group) for group in results.values()]
            share = sum(every) / len(every)
            print(f"{name}, {'damaged' if harm else 'whole'}".ljust(44) + "".join(f"{s:10.1%}" for s in shares) + f"{share:9.2%}{each:10.3f}")
            if name == "gouji":
                reached &= share >= (AIM_DAMAGED if harm else AIM)
                if args.misses:
                    print(*misses, sep="\n")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
