"""Random names that an action makes: the same ones each time it is run, wherever.

An action may be run on a server that did not answer in time, then on the counter's own copy, then on the server again:
a parcel's label is printed once, so its id must be the same in all three.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock


class Draws:
    """What one action has drawn, in order, for each kind of name; a new run begins at the first one again."""

    def __init__(self, before: Mapping[str, Sequence[str]] | None = None) -> None:
        self._names: dict[str, list[str]] = defaultdict(list)
        for kind, names in (before or {}).items():
            self._names[kind] = list(names)
        self._lock = Lock()

    def name(self, kind: str, place: int, make: Callable[[], str]) -> str:
        """The name at a place, made when nobody has come that far."""
        with self._lock:
            names = self._names[kind]
            while len(names) <= place:
                names.append(make())
            return names[place]

    def kept(self) -> dict[str, list[str]]:
        """All that was drawn, to be drawn again later."""
        with self._lock:
            return {kind: list(names) for kind, names in self._names.items()}


class _Run:
    """One run of an action: how many names of each kind it has drawn."""

    def __init__(self, draws: Draws) -> None:
        self.draws = draws
        self.drawn: dict[str, int] = defaultdict(int)


_run: ContextVar[_Run | None] = ContextVar("run", default=None)


@contextmanager
def drawing(draws: Draws | None) -> Iterator[None]:
    """A run of the action whose names these are; None: nobody remembers them."""
    token = _run.set(_Run(draws) if draws is not None else None)
    try:
        yield
    finally:
        _run.reset(token)


def draw(kind: str, make: Callable[[], str]) -> str:
    """The run's next name of this kind."""
    run = _run.get()
    if run is None:
        return make()
    place = run.drawn[kind]
    run.drawn[kind] += 1
    return run.draws.name(kind, place, make)
