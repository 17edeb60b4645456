"""Which files are read as text, and what is said of those that are not."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

import pytest

from speclint.errors import SourceError
from speclint.read.source import MAX_BYTES, read_source, source_from_text

TEXT = "# 发票识别\n\n延迟：p95 ≤ 800 ms，成本每次不超过 0.1 元。\n"


def write(folder: Path, data: bytes) -> Path:
    path = folder / "spec.md"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", (0,)),
        ("a", (0,)),
        ("a\n", (0,)),
        ("a\nb", (0, 2)),
        ("a\r\nb\r\n", (0, 3)),
        ("a\rb\r\r\nc\n\nd", (0, 2, 4, 6, 8, 9)),
        ("a\x0bb\u2028c", (0,)),
    ],
)
def test_lines_begin_after_each_kind_of_newline(text: str, starts: tuple[int, ...]) -> None:
    source = source_from_text("a.md", text)
    assert source.text == text
    assert source.line_starts == starts


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8], ids=["without BOM", "with BOM"])
def test_utf8_is_read_with_its_newlines_as_written(tmp_path: Path, bom: bytes) -> None:
    path = write(tmp_path, bom + TEXT.replace("\n", "\r\n").encode())
    source = read_source(path)
    assert source.path == str(path)
    assert source.text == TEXT.replace("\n", "\r\n")
    assert source.line(3).startswith("延迟")


@pytest.mark.parametrize(
    ("data", "message", "line"),
    [
        pytest.param(TEXT.encode("utf-16"), 'iconv -f UTF-16 -t UTF-8 "?', 1, id="UTF-16 with BOM"),
        pytest.param(TEXT.encode("utf-16-le"), "iconv -f UTF-16LE -t UTF-8", 1, id="UTF-16LE"),
        pytest.param(TEXT.encode("utf-16-be"), "iconv -f UTF-16BE -t UTF-8", 1, id="UTF-16BE"),
        pytest.param(TEXT.encode("utf-32"), "iconv -f UTF-32 -t UTF-8", 1, id="UTF-32"),
        pytest.param(b"a\n\n" + TEXT.encode("gb18030"), "iconv -f GB18030 -t UTF-8", 3, id="GB18030"),
        pytest.param("# Caf\u00e9\n".encode("latin-1"), "byte 0xe9 cannot be decoded", 1, id="Latin-1"),
        pytest.param(b"fine\r\n\xff\xfe!", "byte 0xff cannot be decoded", 2, id="broken UTF-8"),
        pytest.param(b"text\nmore\0\n", "NUL byte here", 2, id="a NUL byte"),
        pytest.param(b"abc\0def\n", "NUL byte here", 1, id="a NUL byte in an even number of bytes"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", "binary, not text", 3, id="binary"),
    ],
)
def test_other_files_are_named_with_their_mend(tmp_path: Path, data: bytes, message: str, line: int) -> None:
    path = write(tmp_path, data)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert message.removesuffix(' "?') in caught.value.message
    assert caught.value.line == line
    assert caught.value.path == str(path)


def test_the_command_quotes_a_name_with_blanks(tmp_path: Path) -> None:
    path = tmp_path / "my spec.md"
    path.write_bytes(TEXT.encode("gb18030"))
    with pytest.raises(
        SourceError, match=r"UTF-8 '.*my spec\.md' > '.*my spec\.utf8\.md' && mv '.*utf8\.md' '.*my spec\.md'"
    ):
        read_source(path)


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="larger than 2 MB"):
        read_source(write(tmp_path, b"a" * (MAX_BYTES + 1)))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to("nowhere.md")
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)
    for path, message in [
        (tmp_path, "is a folder"),
        (tmp_path / "absent.md", "no such file"),
        (link, 'broken link to "nowhere.md"'),
        (loop, "link"),
        (Path("a\0b.md"), "no valid path"),
    ]:
        with pytest.raises(SourceError, match=message):
            read_source(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(SourceError, match="not a regular file"):
        read_source(tmp_path / "pipe.md")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, b"text")
    path.chmod(0)
    with pytest.raises(SourceError, match="permission denied"):
        read_source(path)
