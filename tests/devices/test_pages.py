"""PDF and PNG, read back by programs that others wrote, on disks that are not always well."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage

from desk_app.devices.files import FileError
from desk_app.devices.label import LARGE, MEDIUM, SMALL, LabelSize, ParcelLabel, draw
from desk_app.devices.pages import write_pdf, write_png
from desk_app.domain.codes import new_parcel_id
from desk_app.domain.zones import Zone
from tests.devices.samples import NAMES, RESOLUTIONS, SIZES, TEXTS, parcel, read, seen
from tests.optional import need

FULL_DISK = """
mount -t tmpfs -o size=16k tmpfs "$2" && exec "$1" -m tests.devices.write_large "$2/labels.pdf"
"""
READ_ONLY = """
mount -t tmpfs -o ro tmpfs "$2" && exec "$1" -m tests.devices.write_large "$2/labels.pdf"
"""


def pictures(*sizes: LabelSize, dpi: int = 203) -> list[QImage]:
    """A label of each size."""
    return [draw(ParcelLabel.of(parcel(), TEXTS["fr"]), size, dpi) for size in sizes]


def rendered(path: Path, dpi: int) -> Iterator[Image.Image]:
    """The pages of a PDF at one pixel a dot."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_page_is_exactly_its_picture(tmp_path: Path, dpi: int) -> None:
    drawn = pictures(*SIZES, SMALL, dpi=dpi)
    assert write_pdf(tmp_path / "labels.pdf", drawn) == 4
    for page, picture in zip(rendered(tmp_path / "labels.pdf", dpi), drawn, strict=True):
        assert ImageChops.difference(page, seen(picture)).getbbox() is None


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_page_is_as_large_as_its_label(tmp_path: Path, size: LabelSize) -> None:
    write_pdf(tmp_path / "labels.pdf", pictures(size))
    with pypdfium2.PdfDocument(tmp_path / "labels.pdf") as document:
        width, height = (points / 72 * 25.4 for points in document[0].get_size())
    dot = 25.4 / 203
    assert (width, height) == pytest.approx((size.width_mm, size.height_mm), abs=dot / 2 + 0.001)


def test_five_hundred_labels_are_less_than_a_megabyte(tmp_path: Path) -> None:
    parcels = [
        parcel(id=new_parcel_id(), order=str(4000 + n), shelf=f"{'ABCF'[n % 4]}-{n % 40:02}", customer=name, zone=zone)
        for n, name, zone in zip(range(500), cycle(NAMES), cycle(Zone), strict=False)
    ]
    path = tmp_path / "labels.pdf"
    assert write_pdf(path, (draw(ParcelLabel.of(p, TEXTS["fr"]), SMALL) for p in parcels)) == 500
    assert path.stat().st_size < 1_000_000
    codes = [set(read(page).values()) for page in rendered(path, 203)]
    assert codes == [{p.id} for p in parcels]


def test_progress_is_told_and_can_stop_the_work(tmp_path: Path) -> None:
    class StopError(Exception):
        pass

    def stop_at_two(done: int) -> None:
        told.append(done)
        if done == 2:
            raise StopError

    told: list[int] = []
    path = tmp_path / "labels.pdf"
    path.write_bytes(b"as it was")
    with pytest.raises(StopError):
        write_pdf(path, pictures(SMALL, SMALL, SMALL), stop_at_two)
    assert told == [1, 2]
    assert path.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [path]


def test_no_pictures_are_no_pdf(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one page"):
        write_pdf(tmp_path / "labels.pdf", [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_png_knows_its_resolution(tmp_path: Path, dpi: int) -> None:
    picture = pictures(MEDIUM, dpi=dpi)[0]
    write_png(tmp_path / "label.png", picture)
    with Image.open(tmp_path / "label.png") as png:
        assert png.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)
        assert ImageChops.difference(png.convert("L"), seen(picture)).getbbox() is None


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        write_png(tmp_path / "nowhere" / "label.png", pictures(SMALL)[0])
    reason = caught.value.reason
    assert reason.key == "devices.file_no_folder"
    assert TEXTS["fr"](reason.key, **reason.args).startswith(f"Le dossier {tmp_path / 'nowhere'} n’existe pas.")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        write_pdf(tmp_path, pictures(LARGE))
    assert caught.value.reason.key == "devices.file_is_folder"
    assert list(tmp_path.iterdir()) == []
    assert list(tmp_path.parent.glob("*.part")) == []


@pytest.mark.parametrize(
    ("disk", "told"), [(FULL_DISK, "devices.file_disk_full"), (READ_ONLY, "devices.file_not_allowed")]
)
def test_a_disk_that_takes_nothing_is_said(tmp_path: Path, disk: str, told: str) -> None:
    need("unshare", "mount")
    own_disks = ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*own_disks, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a program may not have disks of its own here, as in some containers")
    command = [*own_disks, "sh", "-c", disk, "sh", sys.executable, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [told, "left:0"]
