from __future__ import annotations
from dataclasses import dataclass
@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    certainty: float = 1.0
    warnings: tuple[str, ...] = ()
def decode(data: bytes, path: str = "") -> Decoded:
    if data.startswith(b"\xef\xbb\xbf"): data=data[3:]
    try: return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError: return Decoded(data.decode("gb18030","replace"),"gb18030")
