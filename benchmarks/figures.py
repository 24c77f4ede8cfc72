"""Measuring, and showing what was measured."""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing. ``floor`` is the same work done barely, in the same run and unit.

    ``most`` and ``most_p99`` are the targets for median and p99, ``least`` where more is better. A figure that is no
    time has no ``p99``.
    """

    work: str
    where: str
    median: float
    p99: float | None = None
    floor: float | None = None
    most: float | None = None
    most_p99: float | None = None
    least: float | None = None
    unit: str = "ms"

    @property
    def holds(self) -> bool | None:
        """Whether every target is met; None where there is none."""
        checks = [
            None if self.most is None else self.median <= self.most,
            None if self.most_p99 is None or self.p99 is None else self.p99 <= self.most_p99,
            None if self.least is None else self.median >= self.least,
        ]
        said = [check for check in checks if check is not None]
        return all(said) if said else None


@dataclass(frozen=True, slots=True)
class Times:
    """How long each of some runs took, in milliseconds, the shortest first."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """Half took longer."""
        return self.runs[len(self.runs) // 2]

    @property
    def p99(self) -> float:
        """One in a hundred took longer."""
        return self.runs[min(len(self.runs) - 1, len(self.runs) * 99 // 100)]


def timed(work: Callable[[T], object], inputs: Iterable[T], *, warm_up: int = 10) -> Times:
    """The time of ``work`` for each of ``inputs``; the first ``warm_up`` of them are done twice and not counted."""
    every = list(inputs)
    for one in every[:warm_up]:
        work(one)
    return Times(tuple(sorted(clocked(partial(work, one)) for one in every)))


def in_turns(runs: Sequence[tuple[Callable[[T], object], Sequence[T]]], *, warm_up: int = 10) -> list[Times]:
    """The times of several works, one input of each after the other, so that a busy machine is busy for all of them.

    The first ``warm_up`` inputs are not counted.
    """
    every: list[list[float]] = [[] for _ in runs]
    for row in zip(*(inputs for _, inputs in runs), strict=False):
        for times, (work, _), one in zip(every, runs, row, strict=True):
            times.append(clocked(partial(work, one)))
    return [Times(tuple(sorted(times[warm_up:]))) for times in every]


def clocked(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def table(figures: Sequence[Figure]) -> str:
    """The figures for the terminal."""
    titles = ("work", "on", "median", "p99", "floor", "target", "")
    rows = [titles, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(titles))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i < 2 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _cells(figure: Figure) -> tuple[str, ...]:
    targets = [
        None if figure.most is None else f"≤ {_short(figure.most)}",
        None if figure.most_p99 is None else f"p99 ≤ {_short(figure.most_p99)}",
        None if figure.least is None else f"≥ {_short(figure.least)}",
    ]
    mark = {True: "yes", False: "NO", None: ""}[figure.holds]
    values = (f"{_short(figure.median)} {figure.unit}", _short(figure.p99), _short(figure.floor))
    return (figure.work, figure.where, *values, ", ".join(filter(None, targets)), mark)


def _short(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def save(figures: Sequence[Figure], size: int, path: Path) -> None:
    """The figures for a machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    every = [asdict(figure) | {"holds": figure.holds} for figure in figures]
    path.write_text(json.dumps({"parcels": size, "figures": every}, ensure_ascii=False, indent=1) + "\n", "utf-8")
