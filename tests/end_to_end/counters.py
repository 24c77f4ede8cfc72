"""Counters that are processes of their own, each on a wire of its own; they can be killed, and started again."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desk_app.counter import announce
from desk_app.domain.values import Announcement
from tests.counter.hub import Hub
from tests.end_to_end.counter_process import NOTES, Note, Notebook
from tests.end_to_end.waiting import until
from tests.tree import ROOT

SECONDS = 300
PIECES = 5  # of each order: customers come for several parcels


@dataclass(slots=True)
class CounterProgram:
    """One counter: its folder outlives its process."""

    name: str
    folder: Path
    url: str
    lives: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _notebook: Notebook = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._notebook = Notebook(self.folder / NOTES)

    def start(self) -> None:
        """A new life in the same folder."""
        self.lives += 1
        program = [sys.executable, "-m", "tests.end_to_end.counter_process"]
        command = [*program, str(self.folder), self.url, self.name, f"{self.name}, life {self.lives}"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stderr=log)

    def kill(self) -> None:
        """SIGKILL."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()
        self._process = None

    def ask_to_end(self) -> None:
        """It finishes what it does, and hands in what it did alone."""
        assert self._process is not None
        self._process.terminate()

    def has_ended(self) -> bool:
        """Whether it has, and well."""
        assert self._process is not None
        if self._process.poll() is None:
            return False
        assert self._process.returncode == 0, (self.folder / "log").read_text("utf-8")
        self._process = None
        return True

    @property
    def is_running(self) -> bool:
        """Whether it has been started and not ended by us."""
        return self._process is not None

    def notes(self) -> list[Note]:
        """What it has written so far."""
        return self._notebook.read()


def stock(hub: Hub, folder: Path, ready: int, announced: int) -> None:
    """So many parcels on the shelf and on their way; counters with a folder beneath ``folder`` work on them."""
    hub.shelf("A-1")
    orders = [
        Announcement(f"{number}", f"Client {number}", email=f"c{number}@exemple.fr", pieces=PIECES, due_cents=0)
        for number in range((ready + announced) // PIECES)
    ]
    announce.import_orders(hub.desk, hub.plume, orders)
    hub.write(
        "UPDATE parcel SET state = 'ready', shelf_id = (SELECT id FROM shelf), received_at = announced_at,"
        f" ready_at = announced_at WHERE id IN (SELECT id FROM parcel ORDER BY order_id LIMIT {ready})"
    )
    work = {"ready": [tuple(row) for row in hub.query(_READY)], "announced": [row[0] for row in hub.query(_ANNOUNCED)]}
    (folder / "work.json").write_text(json.dumps(work), "utf-8")


_READY = (
    "SELECT code, parcel.id FROM parcel JOIN pickup ON pickup.id = pickup_id WHERE state = 'ready' ORDER BY parcel.id"
)
_ANNOUNCED = "SELECT id FROM parcel WHERE state = 'announced' ORDER BY id"


@contextmanager
def working(folder: Path, urls: Sequence[str]) -> Iterator[list[CounterProgram]]:
    """As many counters as addresses, at work; none is left at the end."""
    made = [CounterProgram(f"Poste {n}", folder / f"poste-{n}", url) for n, url in enumerate(urls, 1)]
    try:
        for counter in made:
            counter.folder.mkdir()
            counter.start()
        yield made
    finally:
        for counter in made:
            if counter.is_running:
                counter.kill()


def answers(counters: Sequence[CounterProgram]) -> list[Note]:
    """What all of them were answered so far."""
    return [note for counter in counters for note in counter.notes() if note.verdict]


def finish(counters: Sequence[CounterProgram]) -> None:
    """Let all of them end, and the server know everything."""
    for counter in counters:
        counter.ask_to_end()
    for counter in counters:
        until(counter.has_ended, f"{counter.name} to end", SECONDS)
