"""A counter that works by itself and may be killed at any time.

``python -m tests.end_to_end.counter_process FOLDER URL COUNTER SEED``: takes work at random from ``work.json`` beside
its folder and writes into ``notes.jsonl`` what it is about to do, then what it was answered, before it goes on.
Started again in the same folder, it first asks again, by the same nonce, for what it was not answered. SIGTERM: it
finishes what it does, hands in what it did alone, and ends.
"""

import json
import secrets
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import TypeVar

from desk_app.counter import check_out, receive, undo
from desk_app.counter.desk import Desk, open_desk
from desk_app.counter.keeper import Keeper
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Answer
from desk_app.store.engine import Store
from desk_app.store.shared import SharedStore, open_store

T = TypeVar("T")
NOTES = "notes.jsonl"
PAUSE = 0.02  # seconds before the next customer, and before it asks again where nobody answered


@dataclass(frozen=True, slots=True)
class Note:
    """One line: an action before it is asked for, the same with its verdict, or that the server was away."""

    call: str = ""
    nonce: str = ""
    code: str = ""
    parcel: str = ""
    verdict: str = ""
    alone: bool = False


@dataclass(slots=True)
class Notebook:
    """What a counter promised its customers; it survives the counter."""

    file: Path
    _known: int = 0
    """So many bytes have been read."""
    _notes: list[Note] = field(default_factory=list)

    def write(self, note: Note) -> None:
        """Kept by the system when this returns, whatever becomes of the counter."""
        with self.file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(note)) + "\n")

    def read(self) -> list[Note]:
        """Every line that has been written to its end."""
        if self.file.exists():
            with self.file.open("rb") as lines:
                lines.seek(self._known)
                new = lines.read()
            whole = new[: new.rfind(b"\n") + 1]
            self._known += len(whole)
            self._notes += [Note(**json.loads(line)) for line in whole.splitlines()]
        return self._notes


@dataclass(slots=True)
class Work:
    """What there is to do: (code, parcel) of those that are ready, parcels that are announced."""

    ready: list[tuple[str, str]]
    announced: list[str]

    @classmethod
    def beside(cls, folder: Path) -> "Work":
        """As the test wrote it down."""
        return cls(**json.loads((folder.parent / "work.json").read_text("utf-8")))


@dataclass(slots=True)
class Counter:
    """One counter at work."""

    desk: Desk
    notebook: Notebook
    work: Work
    rng: Random
    stopping: Event
    given: list[str] = field(default_factory=list)
    """Parcels it handed over and may take back."""

    def run(self) -> None:
        """Until it is told to stop; then until the server knows everything."""
        for note in unanswered(self.notebook.read()):
            self.do(note)
        while not self.stopping.is_set():
            self.do(self.draw())
            pause()
        while is_alone(self.desk.store):
            pause()  # its keeper hands in what it did

    def draw(self) -> Note:
        """What to do next."""
        chance, nonce = self.rng.random(), secrets.token_hex(16)
        if chance < 0.08 and self.given:
            return Note("undo", nonce, parcel=self.given.pop(self.rng.randrange(len(self.given))))
        if chance < 0.2:
            return Note("receive", nonce, parcel=self.rng.choice(self.work.announced))
        code, parcel = self.rng.choice(self.work.ready)
        return Note("look" if chance < 0.3 else "hand_over", nonce, code, parcel)

    def do(self, note: Note) -> None:
        """Ask until there is an answer: the customer waits for it."""
        self.notebook.write(note)
        answer = self.answered(lambda: CALLS[note.call](self.desk, note))
        told = replace(note, verdict=answer.verdict.value, alone=is_alone(self.desk.store))
        self.notebook.write(told)
        if note.call == "hand_over" and answer.verdict.value.startswith("collected"):
            self.given.append(note.parcel)

    def answered(self, ask: Callable[[], T]) -> T:
        """What is answered at last, however often the server is away."""
        while True:
            try:
                return ask()
            except EnvironmentTrouble as trouble:
                self.notebook.write(Note("away", code=trouble.reason.key))
                pause()


CALLS: dict[str, Callable[[Desk, Note], Answer]] = {
    "look": lambda desk, note: check_out.look(desk, note.code),
    "hand_over": lambda desk, note: check_out.hand_over(desk, note.code, [note.parcel], nonce=note.nonce),
    "undo": lambda desk, note: undo.undo(desk, note.parcel, "Changé d’avis", nonce=note.nonce),
    "receive": lambda desk, note: receive.receive(desk, note.parcel, label=True, nonce=note.nonce),
}


def unanswered(notes: Sequence[Note]) -> list[Note]:
    """What was asked for and not answered: the last one, if any."""
    answered = {note.nonce for note in notes if note.verdict}
    return [note for note in notes if note.nonce and note.nonce not in answered][-1:]


def is_alone(store: Store) -> bool:
    """Whether the counter works on its own copy."""
    return isinstance(store, SharedStore) and store.is_alone


def pause() -> None:
    """Others want the processor too."""
    select.select([], [], [], PAUSE)


def opened(store: Store, name: str, notebook: Notebook) -> Desk:
    """The desk, as soon as the database or a copy of it is there."""
    while True:
        try:
            return open_desk(store, name, f"Clerc de {name}")
        except EnvironmentTrouble as trouble:
            notebook.write(Note("away", code=trouble.reason.key))
            pause()


@contextmanager
def kept(desk: Desk) -> Iterator[None]:
    """A keeper at work, as behind a window."""
    ending, keeper = Event(), Keeper(desk)

    def keep() -> None:
        while not ending.is_set():
            keeper.wait(1.0)

    thread = Thread(target=keep)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        keeper.wake()
        thread.join()
        keeper.close()


def main(folder: Path, url: str, name: str, seed: str) -> None:
    """Work at a counter until SIGTERM."""
    stopping = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    notebook = Notebook(folder / NOTES)
    with closing(open_store(url, folder)) as store:
        desk = opened(store, name, notebook)
        with kept(desk):
            while isinstance(store, SharedStore) and store.copy.hub_id() is None:
                pause()  # its day begins when it has its first copy
            Counter(desk, notebook, Work.beside(folder), Random(seed), stopping).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
