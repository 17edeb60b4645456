"""Reads files as UTF-8 text, keeping newlines as written, and says of any other file what it is and how to mend it."""

from __future__ import annotations

import codecs
import re
import shlex
from pathlib import Path

from speclint.errors import SourceError
from speclint.model import Source
from speclint.told import reason, told

MAX_BYTES = 2_000_000

_NEWLINE = re.compile(r"\r\n?|\n")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UTF16_BOMS = {codecs.BOM_UTF16_LE: "UTF-16LE", codecs.BOM_UTF16_BE: "UTF-16BE"}
_UTF32_BOMS = {codecs.BOM_UTF32_LE: "UTF-32LE", codecs.BOM_UTF32_BE: "UTF-32BE"}


def source_from_text(path: str, text: str) -> Source:
    """Index the lines of a text; `\\n`, `\\r\\n` and a lone `\\r` each end one."""
    text = text.removeprefix("\ufeff")
    starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
    if len(starts) > 1 and starts[-1] == len(text):
        starts.pop()
    return Source(path, text, tuple(starts))


def read_source(path: str | Path) -> Source:
    """Read a UTF-8 file, raising `SourceError` with the mend where it cannot be read as text."""
    name = str(path)
    return source_from_bytes(name, read_bytes(name))


def source_from_bytes(name: str, data: bytes) -> Source:
    """Read UTF-8 that is at hand, raising `SourceError` as `read_source` does."""
    if len(data) > MAX_BYTES:
        raise SourceError(
            name, told("larger than {most} MB, which no spec is; split or exclude it", most=MAX_BYTES // 1_000_000)
        )
    return source_from_text(name, _decode(name, data))


def read_bytes(name: str) -> bytes:
    """Read a file as it is, raising `SourceError` as `read_source` does; of one that is too large, a byte too many."""
    path = Path(name)
    try:
        if path.is_dir():
            raise SourceError(
                name, told("is a folder, not a file; name the files in it, or check the folder as a whole")
            )
        if path.is_symlink() and not path.exists():
            raise SourceError(
                name, told('is a broken link to "{target}"; mend or remove the link', target=path.readlink())
            )
        if path.exists() and not path.is_file():
            raise SourceError(name, told("is not a regular file; give a Markdown file"))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(name, told("no such file; check the path")) from None
    except PermissionError:
        raise SourceError(
            name, told('permission denied; make it readable, e.g. with "chmod u+r {quoted}"', quoted=shlex.quote(name))
        ) from None
    except OSError as error:
        raise SourceError(name, told("cannot be read: {reason}", reason=reason(error))) from None
    except ValueError as error:
        raise SourceError(name, told("is no valid path: {reason}", reason=reason(error))) from None
    return data


def _decode(name: str, data: bytes) -> str:
    for boms, family in ((_UTF32_BOMS, "UTF-32"), (_UTF16_BOMS, "UTF-16")):
        if any(data.startswith(bom) for bom in boms):
            raise SourceError(name, _convert(name, family), 1)
    if b"\0" in data:
        raise _nul_error(name, data)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _decoding_error(name, data, error.start) from None


def _decoding_error(name: str, data: bytes, bad: int) -> SourceError:
    line = _line_of(data, bad)
    if _looks_like_gb18030(data):
        return SourceError(name, _convert(name, "GB18030"), line)
    message = told("not UTF-8: byte 0x{byte:02x} cannot be decoded; save the file as UTF-8", byte=data[bad])
    return SourceError(name, message, line)


def _looks_like_gb18030(data: bytes) -> bool:
    """Whether the bytes decode as GB18030 into mostly Han characters: Latin-1 decodes too, but into rare ones."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [character for character in text if ord(character) > 0x7F]
    common = [
        character for character in foreign if _HAN.match(character) or character in "，。：；、（）“”‘’！？《》【】—…"
    ]
    return len(common) >= 2 and len(common) >= 0.8 * len(foreign)


def _nul_error(name: str, data: bytes) -> SourceError:
    encoding = "UTF-16LE" if data[1::2].count(0) > data[0::2].count(0) else "UTF-16BE"
    if not _is_utf8_but_for_nul(data) and _is_text(data, encoding):
        return SourceError(name, _convert(name, encoding), 1)
    line = _line_of(data, data.index(b"\0"))
    return SourceError(
        name, told("binary, not text: it has a NUL byte here; remove the byte or exclude the file"), line
    )


def _is_utf8_but_for_nul(data: bytes) -> bool:
    """Whether stray NUL bytes stand in a UTF-8 text: in UTF-16 they are many, or what is left is no UTF-8."""
    if data.count(0) * 4 >= len(data):
        return False
    try:
        data.replace(b"\0", b"").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_text(data: bytes, encoding: str) -> bool:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return sum(character.isprintable() or character.isspace() for character in text) >= 0.98 * len(text)


def _line_of(data: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n?|\n", data[:position])) + 1


def _convert(name: str, encoding: str) -> str:
    path = Path(name)
    source, target = shlex.quote(name), shlex.quote(str(path.with_name(f"{path.stem}.utf8{path.suffix}")))
    command = f"iconv -f {encoding} -t UTF-8 {source} > {target} && mv {target} {source}"
    return told('not UTF-8; looks like {encoding}: convert it with "{command}"', encoding=encoding, command=command)
