"""The tour as ``make run`` plays it where there is no display: every file announced, every picture of something."""

import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops

from desk_app.domain import codes
from desk_app.tour.day import DAY
from tests.tree import ROOT

SIZE = (1366, 768)
DOTS_PER_POINT = 203 / 72
MOST_BYTES = 150_000
LEAST_COLOURS = 100  # smoothed letters have many
SLIPS = {"given-back"}  # of what goes back: without a code


@dataclass(frozen=True)
class Played:
    """A tour that is over."""

    out: Path
    scratch: Path
    lines: list[str]
    complaints: str
    status: int

    @property
    def files(self) -> list[Path]:
        """What was announced, in order."""
        return [Path(line.split("  ", 1)[0]) for line in self.lines]

    def of(self, suffix: str) -> list[Path]:
        """The announced files of one kind."""
        return [file for file in self.files if file.suffix == suffix]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The whole day in French."""
    out, scratch, home = (tmp_path_factory.mktemp(name) for name in ("out", "scratch", "home"))
    command = [sys.executable, "-m", "desk_app", "--profile", str(home), "--lang", "fr", "tour", "--out", str(out)]
    unseen = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR"}
    environment = {k: v for k, v in os.environ.items() if k not in unseen} | {"TMPDIR": str(scratch)}
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    return Played(out, scratch, run.stdout.splitlines(), run.stderr, run.returncode)


def colours(picture: Path) -> int:
    """How many colours a picture has."""
    with Image.open(picture) as image:
        return len(image.getcolors(1 << 20) or ())


def symbols(pdf: Path) -> list[list[str]]:
    """What a scanner reads on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=DOTS_PER_POINT, grayscale=True).to_pil() for page in document]
    return [[found.text for found in zxingcpp.read_barcodes(page)] for page in pages]


def test_it_ends_well(played: Played) -> None:
    assert (played.status, played.complaints) == (0, "")


def test_every_file_is_announced_with_a_sentence(played: Played) -> None:
    assert sorted(played.files) == sorted(played.out.iterdir())
    assert [line for line in played.lines if not line.endswith((".", "?"))] == []
    assert len(played.of(".png")) > len(DAY)


def test_the_pictures_are_numbered_without_a_gap(played: Played) -> None:
    assert [int(file.name[:2]) for file in played.of(".png")] == list(range(1, len(played.of(".png")) + 1))


def test_each_picture_fills_a_counters_screen_and_shows_something(played: Played) -> None:
    for file in played.of(".png"):
        with Image.open(file) as picture:
            assert picture.size == SIZE, file.name
        assert colours(file) > LEAST_COLOURS, file.name


def test_no_picture_is_the_one_before(played: Played) -> None:
    for before, after in pairwise(played.of(".png")):
        with Image.open(before) as first, Image.open(after) as second:
            box = ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox()
        assert box is not None, after.name
        assert (box[2] - box[0]) * (box[3] - box[1]) > 10_000, after.name


def test_a_scanner_reads_every_label(played: Played) -> None:
    files = [file for file in played.of(".pdf") if file.stem[3:] not in SLIPS]
    assert files
    for file in files:
        for page in symbols(file):
            assert page, file.name
            assert all(codes.is_valid(text) for text in page), file.name


def test_nothing_else_is_left_behind(played: Played) -> None:
    assert list(played.scratch.iterdir()) == []


def test_the_documentation_has_its_pictures_and_they_are_light(played: Played, tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "docs" / "pictures.py"), str(played.out), str(tmp_path / "pictures")]
    subprocess.run(command, check=True)
    made, kept = (sorted(folder.glob("*.png")) for folder in (tmp_path / "pictures", ROOT / "docs" / "pictures"))
    assert [file.name for file in made] == [file.name for file in kept]
    assert [file.name for file in (*made, *kept) if file.stat().st_size > MOST_BYTES] == []
