"""A hub with a counter whose window is open: what the window did is read from the journal of the same database."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from desk_app.counter import journal, lists
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Verdict
from tests.end_to_end.counter_window import CounterWindow, counter_window
from tests.end_to_end.waiting import until
from tests.end_to_end.xserver import XServer
from tests.ui.hub import Hub

COUNTER = "Poste 1"
MISREAD = "BBBBBBBBC"  # refused whatever is open, and its refusal is journalled: what was scanned before it is answered
Line = tuple[str, str | None, str]  # verdict, parcel, scanned or unscanned

_numbers = count(1)


@dataclass
class Day:
    """A hub, the window of one of its counters, and the journal since the day began."""

    hub: Hub
    window: CounterWindow
    counter: str = COUNTER
    _before: int = field(default=0, init=False)

    def begin(self) -> None:
        """From now on :meth:`told` forgets what was before."""
        self._before += len(self.told())

    def customer(self, parcels: int = 1) -> list[Parcel]:
        """The parcels of a new customer, on their shelves."""
        name = f"Client{next(_numbers)} Lefèvre"
        return [self.hub.ready(name, reference=f"R{next(_numbers)}") for _ in range(parcels)]

    def told(self) -> list[Line]:
        """The counter's lines in the journal, the oldest first."""
        every = journal.entries(self.hub.desk, 10_000)
        mine = [(e.verdict.value, e.parcel, e.detail) for e in reversed(every) if e.counter == self.counter]
        return mine[self._before :]

    def expect(self, *lines: Line) -> None:
        """Waits until the journal has as many lines, which must be these."""
        until(lambda: len(self.told()) >= len(lines), f"{len(lines)} lines; there are {self.told()}")
        assert self.told() == list(lines)

    def settle(self) -> list[Line]:
        """Scans what is refused, waits for that, and gives the lines before it: nothing else is under way."""
        self.window.scan(MISREAD)
        until(lambda: (Verdict.MISREAD.value, None, "") in self.told(), "the last scan's answer")
        lines = self.told()
        assert lines[-1] == (Verdict.MISREAD.value, None, "")
        return lines[:-1]

    def state(self, parcel: Parcel) -> str:
        """How the parcel is now."""
        found = lists.parcel(self.hub.desk, parcel.id)
        assert found is not None
        return found.state.value


def handed(parcel: Parcel, detail: str = "scanned") -> Line:
    """The journal's line of a handover."""
    return (Verdict.COLLECTED.value, parcel.id, detail)


def refused(verdict: Verdict, parcel: Parcel | None = None) -> Line:
    """The journal's line of a refusal."""
    return (verdict.value, parcel.id if parcel else None, "")


@contextmanager
def real_time_hub(url: str) -> Iterator[Hub]:
    """A small hub whose parcels came just now."""
    with closing(Hub(url)) as hub:
        hub.now = datetime.now(UTC)
        yield hub


@contextmanager
def day(screen: XServer, folder: Path, url: str) -> Iterator[Day]:
    """A hub on ``url`` with one counter; what the window said wrong is looked at when it is over."""
    with real_time_hub(url) as hub, counter_window(screen, folder / "profile", url, name=COUNTER) as window:
        opened = Day(hub, window)
        opened.begin()
        yield opened
        assert window.errors == ""
        assert "CRITICAL" not in window.log
        assert "ERROR" not in window.log
