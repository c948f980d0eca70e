"""What is taken comes out without anything but the picture or the paper; what could do harm is refused, by name."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from actions.files.examination import Examination, Examined, digest
from actions.files.limits import FileLimits
from actions.files.refused import FileRefused

from .made import EXE, LATITUDE, MAKER, archive, bomb, hidden_script, launching, paper, photo, picture, written

LIMITS = FileLimits(pages=3, pixels=1_000_000, side=500)


def examine(content: bytes) -> Examined:
    return Examination(LIMITS).examine(content)


def opened(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize(
    ("content", "kind", "size", "pages"),
    [
        pytest.param(photo(60, 40), "image/jpeg", (60, 40), None, id="photo"),
        pytest.param(photo(60, 40, orientation=6), "image/jpeg", (40, 60), None, id="photo-on-its-side"),
        pytest.param(photo(900, 600), "image/jpeg", (500, 333), None, id="large-photo"),
        pytest.param(picture(30, 20), "image/png", (30, 20), None, id="picture"),
        pytest.param(picture(30, 20, "RGBA"), "image/png", (30, 20), None, id="see-through"),
        pytest.param(picture(30, 20, "P"), "image/png", (30, 20), None, id="palette"),
        pytest.param(picture(30, 20, "1"), "image/png", (30, 20), None, id="black-and-white"),
        pytest.param(picture(30, 20, "I;16"), "image/png", (30, 20), None, id="sixteen-bits"),
        pytest.param(paper(1), "application/pdf", None, 1, id="paper"),
        pytest.param(paper(3), "application/pdf", None, 3, id="as-many-pages-as-may-be"),
        pytest.param(paper(2) + b"\r\n\0\n", "application/pdf", None, 2, id="paper-with-blank-end"),
    ],
)
def test_what_is_taken(content: bytes, kind: str, size: tuple[int, int] | None, pages: int | None) -> None:
    found = examine(content)
    assert (found.media_type, found.pages, found.source) == (kind, pages, digest(content))
    assert found.sha256 == digest(found.content)
    if size is not None:
        assert opened(found.content).size == size


def test_a_picture_is_turned_upright() -> None:
    """Orientation 6: to be turned right by a quarter; the dark left half comes on top."""
    image = opened(examine(photo(60, 40, orientation=6)).content).convert("L")
    assert image.getpixel((20, 10)) < 60 < image.getpixel((20, 50))


def test_nothing_of_maker_and_place_is_left() -> None:
    sent = photo()
    assert Image.open(BytesIO(sent)).getexif().get_ifd(0x8825)[2] == LATITUDE
    assert MAKER.encode() in sent
    kept = examine(sent).content
    assert dict(opened(kept).getexif()) == {}
    assert MAKER.encode() not in kept
    assert b"Exif" not in kept


def test_texts_in_a_png_are_gone() -> None:
    from PIL.PngImagePlugin import PngInfo

    note = PngInfo()
    note.add_text("Author", "Zhang Wei")
    sent = picture(pnginfo=note)
    assert b"Zhang Wei" in sent
    kept = examine(sent).content
    assert b"Zhang Wei" not in kept
    assert b"tEXt" not in kept


@pytest.mark.parametrize(
    ("sent", "tail"),
    [
        pytest.param(photo(), archive(), id="archive-behind-a-photo"),
        pytest.param(picture(), b"<script>alert(1)</script>", id="page-behind-a-picture"),
    ],
)
def test_what_hides_behind_a_picture_is_gone(sent: bytes, tail: bytes) -> None:
    assert tail not in examine(sent + tail).content


def with_entry(name: str, value: Any) -> bytes:
    """A PDF whose root has this entry."""
    made = PdfWriter()
    made.add_blank_page(200, 300)
    made.root_object[NameObject(name)] = value
    return written(made)


@pytest.mark.parametrize(
    ("content", "code", "found"),
    [
        pytest.param(b"", "empty", "", id="empty"),
        pytest.param(EXE, "wrong_kind", "Windows 程序", id="program-called-photo"),
        pytest.param(archive(), "wrong_kind", "压缩包（或者 OFD 文件）", id="archive"),
        pytest.param(b"GIF89a" + bytes(30), "wrong_kind", "GIF 动图", id="gif"),
        pytest.param(struct.pack(">I4s4s", 24, b"ftyp", b"heic") + bytes(20), "wrong_kind", "HEIC 照片", id="heic"),
        pytest.param(b"<html><script>1</script>", "wrong_kind", "认不出的文件", id="page"),
        pytest.param(b"<svg onload='1'/>", "wrong_kind", "认不出的文件", id="svg"),
        pytest.param(b"%!PS-Adobe-3.0", "wrong_kind", "postscript 文件", id="postscript"),
        pytest.param(photo()[:400], "damaged", "", id="half-a-photo"),
        pytest.param(picture()[:50], "damaged", "", id="half-a-picture"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(99), "damaged", "", id="no-photo"),
        pytest.param(bomb(), "too_many_pixels", "", id="bomb"),
        pytest.param(picture(1001, 1000), "too_many_pixels", "101", id="too-many-pixels"),
        pytest.param(paper(2)[:-300], "damaged", "", id="half-a-paper"),
        pytest.param(b"%PDF-1.7\n%%EOF", "damaged", "", id="no-paper"),
        pytest.param(b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF", "damaged", "", id="no-pages"),
        pytest.param(paper(4), "too_many_pages", "4", id="too-many-pages"),
        pytest.param(paper(1, password="s3cret"), "encrypted", "", id="password"),
        pytest.param(paper(1, password=""), "encrypted", "", id="encrypted-for-everybody"),
        pytest.param(paper(1, javascript="app.alert(1)"), "active", "脚本", id="script"),
        pytest.param(hidden_script(), "active", "脚本", id="hidden-script"),
        pytest.param(launching(), "active", "打开程序的动作", id="launch"),
        pytest.param(paper(1, attached="x"), "active", "附件", id="attachment"),
        pytest.param(with_entry("/AcroForm", DictionaryObject({NameObject("/XFA"): NameObject("/x")})), "active", "动态表单", id="xfa"),
        pytest.param(paper(1) + archive(), "mixed", "", id="archive-behind-a-paper"),
        pytest.param(paper(1) + archive() + b"%%EOF", "mixed", "", id="archive-inside-a-paper"),
        pytest.param(paper(1) + b"<script>1</script>", "mixed", "", id="page-behind-a-paper"),
    ],
)  # fmt: skip
def test_what_is_refused(content: bytes, code: str, found: str) -> None:
    with pytest.raises(FileRefused) as refused:
        examine(content)
    assert (refused.value.code, refused.value.found) == (code, found)


def test_a_paper_before_which_something_stands_is_none() -> None:
    with pytest.raises(FileRefused):
        examine(b"<html>" + paper(1))
