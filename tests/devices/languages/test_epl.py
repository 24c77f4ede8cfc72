"""EPL2, beside what the label driver of CUPS makes of the same dots."""

import struct
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desk_app.devices.label import LabelSize
from desk_app.devices.languages import Language, encode
from desk_app.devices.languages.raster import black_ones, row_bytes
from tests.devices.languages.cases import CASES, IDS, assert_printed, drawn
from tests.devices.languages.readers import epl
from tests.optional import leave, need

DRIVER = Path("/usr/lib/cups/filter/rastertolabel")
MODELS = Path("/usr/share/cups/drv/sample.drv")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What CUPS knows of an EPL2 printer."""
    need("ppdc")
    if not (DRIVER.exists() and MODELS.exists()):
        leave("the label driver of CUPS is not installed; `make test-packages` installs what all tests need")
    folder = tmp_path_factory.mktemp("models")
    subprocess.run(["ppdc", "-d", str(folder), str(MODELS)], check=True, capture_output=True)
    return folder / "zebraep2.ppd"


def raster(picture: QImage, dpi: int) -> bytes:
    """A page as CUPS hands it to its drivers: a header of numbers, the rest of it empty, and the dots."""
    header = bytearray(1796)
    numbers = {  # by place: resolution, copies, width and height, bits of a dot, bytes of a row, 1 is black, one ink
        276: dpi, 280: dpi, 340: 1, 372: picture.width(), 376: picture.height(), 384: 1, 388: 1,
        392: row_bytes(picture), 400: 3, 420: 1,
    }  # fmt: skip
    for place, number in numbers.items():
        struct.pack_into("=I", header, place, number)
    return struct.pack("=I", 0x52615333) + header + black_ones(picture)


def by_cups(picture: QImage, dpi: int, model: Path) -> bytes:
    """The job that the driver makes."""
    command = [str(DRIVER), "1", "clerk", "label", "1", ""]
    page = raster(picture, dpi)
    done = subprocess.run(command, input=page, env={"PPD": str(model)}, capture_output=True, check=True)
    return done.stdout


@pytest.mark.parametrize(("size", "dpi", "name"), CASES, ids=IDS)
def test_cups_prints_the_same_dots(model: Path, size: LabelSize, dpi: int, name: str) -> None:
    picture = drawn(Language.EPL, size, dpi, name)
    (ours,) = epl(encode(picture, Language.EPL), picture.height())
    (theirs,) = epl(by_cups(picture, dpi, model), picture.height())
    assert ours.tobytes() == theirs.tobytes()


@pytest.mark.parametrize(("size", "dpi", "name"), CASES, ids=IDS)
def test_it_prints_dot_for_dot(size: LabelSize, dpi: int, name: str) -> None:
    picture = drawn(Language.EPL, size, dpi, name)
    (label,) = epl(encode(picture, Language.EPL), picture.height())
    assert_printed(label, picture)


def test_jobs_follow_each_other() -> None:
    pictures = [drawn(Language.EPL, CASES[0][0], 203, name) for name in ("Martin", "Éloïse Lefèvre")]
    labels = epl(b"".join(encode(picture, Language.EPL) for picture in pictures), pictures[0].height())
    for label, picture in zip(labels, pictures, strict=True):
        assert_printed(label, picture)
