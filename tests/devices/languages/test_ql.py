"""Brother's raster, taken apart by an analyser that others wrote."""

import io
from pathlib import Path

import pytest
from brother_ql.reader import BrotherQLReader
from PIL import Image
from PySide6.QtGui import QImage

from desk_app.devices.label import MEDIUM, SMALL, LabelSize, ParcelLabel, draw
from desk_app.devices.languages import Language, encode
from desk_app.devices.layout import Margins
from desk_app.devices.printers import PrinterError
from tests.devices.languages.cases import assert_printed, drawn
from tests.devices.samples import NAMES, TEXTS, parcel

ENDLESS = LabelSize(62, 45)
HEAD = 720  # dots


def pages(job: bytes, folder: Path) -> list[Image.Image]:
    """What the print head leaves, page by page."""
    reader = BrotherQLReader(io.BytesIO(job))
    reader.filename_fmt = str(folder / "page{counter}.png")
    reader.analyse()
    return [opened(path) for path in sorted(folder.glob("page*.png"))]


def opened(path: Path) -> Image.Image:
    """A picture in grey, its file closed."""
    with Image.open(path) as picture:
        return picture.convert("L")


def label(size: LabelSize, name: str) -> QImage:
    """A parcel's label in the dots of a QL."""
    return drawn(Language.QL, size, 300, name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("size", "rows"), [(SMALL, 271), (LabelSize(62, 100), 1109), (ENDLESS, 461)], ids=["62x29", "62x100", "endless"]
)
def test_a_ql_prints_it_dot_for_dot(size: LabelSize, rows: int, name: str, tmp_path: Path) -> None:
    picture = label(size, name)
    (page,) = pages(encode(picture, Language.QL), tmp_path)
    assert page.size == (HEAD, rows)
    assert_printed(page, picture, ((HEAD - picture.width()) // 2, -((picture.height() - rows) // 2)))


@pytest.mark.parametrize(
    ("size", "media", "edge"),
    [
        (SMALL, b"\x0e\x0b\x3e\x1d\x0f\x01\0\0", b"\0\0"),
        (LabelSize(62, 100), b"\x0e\x0b\x3e\x64\x55\x04\0\0", b"\0\0"),
        (ENDLESS, b"\x06\x0a\x3e\0\xcd\x01\0\0", b"\x23\0"),
    ],
    ids=["62x29", "62x100", "endless"],
)
def test_it_names_the_roll_it_is_for(size: LabelSize, media: bytes, edge: bytes) -> None:
    job = encode(label(size, NAMES[0]), Language.QL)
    assert job.count(b"\x1biz" + media + b"\0\0\x1bid" + edge) == 1


def test_jobs_follow_each_other(tmp_path: Path) -> None:
    pictures = [label(ENDLESS, name) for name in NAMES]
    printed = pages(b"".join(encode(picture, Language.QL) for picture in pictures), tmp_path)
    for page, picture in zip(printed, pictures, strict=True):
        assert_printed(page, picture, (-6, -35))


def test_another_width_is_refused_in_words() -> None:
    with pytest.raises(PrinterError) as refused:
        encode(label(MEDIUM, NAMES[0]), Language.QL)
    assert "62 mm" in TEXTS["fr"](refused.value.reason.key, **refused.value.reason.args)


@pytest.mark.parametrize(("dpi", "margins"), [(203, Margins(1.5, 3, 1.5, 3)), (300, Margins())])
def test_a_picture_of_which_something_would_be_lost_is_refused(dpi: int, margins: Margins) -> None:
    picture = draw(ParcelLabel.of(parcel(), TEXTS["fr"]), SMALL, dpi, margins)
    with pytest.raises(ValueError, match="a QL"):
        encode(picture, Language.QL)
