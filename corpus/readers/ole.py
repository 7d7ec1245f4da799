"""Legacy Word (.doc) and Kingsoft (.wps) files. Word 97–2003 is read directly; older and other ones by antiword, else by LibreOffice, whichever is
installed. Macros are not run."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus import word97
from corpus.compound import MAGIC, Compound
from corpus.decoding import decode
from corpus.limits import Clock, Limits
from corpus.model import CorpusError
from corpus.readers import Extract, Reader, docx

_MEMORY = 4 << 30  # bytes of address space of a program that reads old files
_OTHER = ("Workbook", "Book", "PowerPoint Document", "VisioDocument", "__substg1.0_")


def read(path: str, data: bytes, clock: Clock) -> Extract:
    """Raises ``encrypted``, ``unsupported`` (xls, ppt), ``needs-antiword``, ``unreadable``, ``timeout``."""
    if _has(data, "EncryptedPackage"):
        raise _encrypted(path)
    if not _has(data, "WordDocument") and any(_has(data, name) for name in _OTHER):
        raise CorpusError(path, "unsupported", "这是旧版 Excel、PowerPoint 或其他 Office 文件", "请另存为 docx、pdf 或 txt")
    try:
        builder = word97.read(Compound(data))
    except word97.Encrypted:
        raise _encrypted(path) from None
    except (ValueError, KeyError, IndexError, struct.error):
        return _outside(path, data, clock)
    clock.check()
    text = builder.text
    return Extract(text, "doc", tables=tuple(builder.tables)) if text.strip() else _outside(path, data, clock)


def _outside(path: str, data: bytes, clock: Clock) -> Extract:
    """Through a program that may be installed."""
    antiword, office = shutil.which("antiword"), shutil.which("soffice") or shutil.which("libreoffice")
    if not antiword and not office:
        raise CorpusError(path, "needs-antiword", "读取这种 doc、wps 文件需要 antiword 或 LibreOffice，均未安装", "安装其一（如 apt install antiword），或另存为 docx")
    text: bytes | None = None
    with tempfile.TemporaryDirectory(prefix="gouji-") as folder:
        source = Path(folder) / "source.doc"
        source.write_bytes(data)
        if antiword:
            text = _run([antiword, "-m", "UTF-8.txt", "-w", "0", str(source)], path, clock, folder)
        if office and not (text or b"").strip() and (read_anew := _office(office, source, path, clock)):
            return read_anew
    if text is None or not text.strip():
        raise CorpusError(path, "unreadable", "文档已损坏，或是不支持的旧版格式", "请用 Word 或 WPS 打开后另存为 docx")
    found = decode(text, path)
    return Extract(found.text, "doc", found.encoding, found.certainty, warnings=found.warnings)


def _encrypted(path: str) -> CorpusError:
    return CorpusError(path, "encrypted", "文档已加密", "请去掉密码后重新保存")


def _has(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _office(office: str, source: Path, path: str, clock: Clock) -> Extract | None:
    """LibreOffice with a profile of its own, so that neither a running office nor its settings matter. It writes a docx: as text, tables run together."""
    folder = source.parent
    command = [office, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "docx:MS Word 2007 XML"]
    _run([*command, "--outdir", str(folder), str(source)], path, clock, str(folder))
    out = source.with_suffix(".docx")
    found = docx.read(path, out.read_bytes(), clock) if out.exists() else None
    return replace(found, format="doc") if found and found.text.strip() else None


def _run(command: list[str], path: str, clock: Clock, folder: str) -> bytes | None:
    """Standard output, or ``None`` when the program fails. The whole process group ends when the time is over."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")  # nothing that a document names is fetched
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=folder, start_new_session=True,
        env=os.environ | nowhere | {"HOME": folder}, preexec_fn=partial(_bounded, clock.limits),
    )  # fmt: skip
    try:
        out, _ = process.communicate(timeout=max(0.1, clock.left))
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise CorpusError(path, "timeout", f"读取超过 {clock.limits.seconds:g} 秒", "请另存为 docx 后再导入") from None
    return out if process.returncode == 0 else None


def _bounded(limits: Limits) -> None:
    """In the program's process: what it may take of the machine, where the system can hold it to that."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_CPU, int(limits.seconds) + 1), (resource.RLIMIT_FSIZE, limits.unpacked), (resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # a lower limit is set already


READER = Reader("ole", 150, lambda data: data.startswith(MAGIC), read)
