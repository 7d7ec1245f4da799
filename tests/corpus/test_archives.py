"""Archives: members one by one, within limits; nothing escapes, nothing explodes, one bad member does not hide the others."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import making
import pytest

import corpus
from corpus.limits import DEFAULT, Limits

TEXT = "某县总工会慰问职工\n近日，某县总工会慰问职工120人。".encode()


def expanded(tmp_path: Path, data: bytes, limits: Limits = DEFAULT) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    errors: list[corpus.CorpusError] = []
    found = {name.removeprefix(str(path)): content for name, content in corpus.expand(str(path), limits, errors.append)}
    return found, [(e.path.removeprefix(str(path)), e.code) for e in errors]


def test_members_at_any_depth(tmp_path: Path) -> None:
    inner = making.zipped({"c.txt": TEXT})
    found, errors = expanded(tmp_path, making.zipped({"甲/a.txt": TEXT, "b.docx": making.docx(["a"]), "d/in.zip": inner}))
    assert set(found) == {"!/甲/a.txt", "!/b.docx", "!/d/in.zip!/c.txt"} and errors == []
    assert corpus.read(f"{tmp_path}/a.zip!/甲/a.txt").articles[0].title == (0, 9)
    assert corpus.read(f"{tmp_path}/a.zip!/d/in.zip!/c.txt").source.text == TEXT.decode()


def test_a_plain_file_is_its_own_member(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert list(corpus.expand(str(tmp_path / "a.txt"))) == [(str(tmp_path / "a.txt"), TEXT)]


@pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:/a.txt", "..\\a.txt"])
def test_no_way_out(tmp_path: Path, name: str) -> None:
    found, errors = expanded(tmp_path, making.zipped({name: TEXT, "good.txt": TEXT}))
    assert set(found) == {"!/good.txt"} and [code for _, code in errors] == ["path-traversal"]


def test_bombs(tmp_path: Path) -> None:
    data = making.zipped({"bomb.txt": bytes(30_000_000), "good.txt": TEXT})
    found, errors = expanded(tmp_path, data)
    assert set(found) == {"!/good.txt"} and errors == [("!/bomb.txt", "zip-bomb")]
    found, errors = expanded(tmp_path, data, Limits(unpacked=100))
    assert set(found) == {"!/good.txt"} and errors == [("!/bomb.txt", "zip-bomb")]


def test_a_lying_directory_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(making.zipped({"a.txt": bytes(5_000_000)}))
    for signature, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(signature) + place
        data[at : at + 4] = struct.pack("<I", 10)
    found, errors = expanded(tmp_path, bytes(data))
    assert len(found.get("!/a.txt", b"")) <= 10 and (found or errors)


def test_depth_and_number(tmp_path: Path) -> None:
    data = TEXT
    for _ in range(5):
        data = making.zipped({"x.zip": data, "y.txt": TEXT})
    found, errors = expanded(tmp_path, data)
    assert [code for _, code in errors] == ["zip-bomb"] and len(found) == 3
    assert expanded(tmp_path, making.zipped({f"{n}.txt": TEXT for n in range(9)}), Limits(members=8)) == ({}, [("", "too-large")])


def test_broken_and_encrypted_members(tmp_path: Path) -> None:
    data = bytearray(making.zipped({"a.txt": TEXT, "b.txt": TEXT}))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    data[data.index(b"PK\x03\x04") + 6] |= 1
    found, errors = expanded(tmp_path, bytes(data))
    assert set(found) == {"!/b.txt"} and errors == [("!/a.txt", "encrypted")]
    assert expanded(tmp_path, making.zipped({"a.txt": TEXT})[:60]) == ({}, [("", "unreadable")])
    with pytest.raises(corpus.CorpusError):
        list(corpus.expand(str(tmp_path / "a.zip")))


def test_old_member_names(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("XXXX.txt", TEXT)
    found, _ = expanded(tmp_path, out.getvalue().replace(b"XXXX", "简报".encode("gbk")))
    assert set(found) == {"!/简报.txt"}
