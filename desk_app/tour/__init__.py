"""The tour: a whole day in the counter's real window, drawn offscreen, kept as pictures and label files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Reason
from desk_app.i18n import Texts
from desk_app.tour.day import AFTERWARDS, DAY, Scene
from desk_app.tour.stage import Stage

SCALE = "2"  # of the screen in the last picture
_HOUR = 14  # local; what waits, what is late and what came today is told from here


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of the tour, and what it shows in one sentence."""

    file: Path
    sentence: str


def play(out: Path, language: str) -> Iterator[Shown]:
    """Play the day in ``language`` and write numbered files into ``out``; each is given once it is there.

    Raises EnvironmentTrouble when ``out`` cannot be written, desk_app.tour.stage.Stuck on a bug of the window.
    """
    with told(out):
        out.mkdir(parents=True, exist_ok=True)
    texts = Texts(language)
    with TemporaryDirectory(prefix="comptoir-", ignore_cleanup_errors=True) as folder:
        number = 1
        for shown in perform(DAY, Path(folder), out, texts, number):
            number += shown.file.suffix == ".png"
            yield shown
        yield play_doubled(Path(folder), out, texts, number)


def perform(scenes: tuple[Scene, ...], folder: Path, out: Path, texts: Texts, number: int) -> Iterator[Shown]:
    """Play scenes in a window on the hub in ``folder``; pictures count from ``number``."""
    now = datetime.now().astimezone().replace(hour=_HOUR, minute=2, second=0, microsecond=0)
    with Stage(folder, texts.language, now) as stage:
        for scene in scenes:
            for name in scene(stage):
                yield from keep(stage, out, texts, f"{number:02d}-{name.replace('_', '-')}", name)
                number += 1


def keep(stage: Stage, out: Path, texts: Texts, stem: str, name: str) -> Iterator[Shown]:
    """The picture of the window, and the labels that it printed for it."""
    for place, file in enumerate(stage.printed()):
        copy = out / (f"{stem}-{place + 1}.pdf" if place else f"{stem}.pdf")
        with told(out):
            shutil.copyfile(file, copy)
        yield Shown(copy, texts("tour.printed"))
    picture = out / f"{stem}.png"
    stage.picture(picture)
    yield Shown(picture, texts(f"tour.{name}"))


def play_doubled(folder: Path, out: Path, texts: Texts, number: int) -> Shown:
    """The last scene in a process of its own: the scale of a screen is known from the start."""
    environment = os.environ | {"QT_SCALE_FACTOR": SCALE}
    command = [sys.executable, "-m", "desk_app.tour", str(folder), str(out), texts.language, str(number)]
    subprocess.run(command, env=environment, check=True)
    return Shown(out / f"{number:02d}-{AFTERWARDS.__name__}.png", texts(f"tour.{AFTERWARDS.__name__}"))


@contextmanager
def told(out: Path) -> Iterator[None]:
    """Turns what is wrong with the folder of the pictures into EnvironmentTrouble."""
    try:
        yield
    except OSError as error:
        raise EnvironmentTrouble(Reason("errors.folder_unusable", {"folder": str(out)})) from error
