"""CSV files: their delimiter, their header and their rows, as a spreadsheet counts them."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from desk_app.intake.cells import clean
from desk_app.intake.source import Source, UnreadableFile
from desk_app.intake.titles import Layout, layout, title

MAX_ROWS = 200_000
_DELIMITERS = ";,\t|"
_HEADER_WITHIN = 30
_NOTHING = {"-", "–", "—", "N/A", "n/a"}
_END = "\ufdd0"  # a line no file holds: it comes back as a row of its own unless a quote is still open


@dataclass(frozen=True, slots=True)
class Table:
    """A header and what is below it. ``titles`` are as :func:`~desk_app.intake.titles.title` gives them."""

    titles: tuple[str, ...]
    layout: Layout
    rows: Iterator[tuple[int, list[str]]]


def open_table(source: Source) -> Table:
    """The table of a CSV file, wherever its header is within the first rows.

    The right delimiter and header are those that give the most titles we know. Raises UnreadableFile when there are
    not two of them, and while iterating for a quote left open or too many rows.
    """
    lines = _without_hint(source.lines())
    sample = list(islice(lines, _HEADER_WITHIN))
    delimiter, number, header = max(
        (found for d in _DELIMITERS for found in _first_rows(sample, d)),
        key=lambda found: len(layout(_titles(found[2]))),
        default=(";", 0, list[str]()),
    )
    titles = _titles(header)
    columns = layout(titles)
    if len(columns) < 2:
        raise UnreadableFile("intake.no_header")
    below = ((n, row) for n, row in _rows(chain(sample, lines), delimiter) if n > number and any(row) and row != header)
    return Table(titles, columns, below)


def _without_hint(lines: Iterator[str]) -> Iterator[str]:
    """Excel's ``sep=;`` line is none of its rows."""
    first = next(lines, "")
    return lines if first.startswith("sep=") else chain((first,), lines)


def _first_rows(sample: Sequence[str], delimiter: str) -> Iterator[tuple[str, int, list[str]]]:
    try:
        for number, row in enumerate(csv.reader(sample, delimiter=delimiter), start=1):
            yield delimiter, number, _unpacked(row, delimiter)
    except csv.Error:
        return


def _titles(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(title(cell[:100]) for cell in row)


def _unpacked(row: list[str], delimiter: str) -> list[str]:
    """A whole row that Excel saved in one quoted cell is parsed again."""
    if len(row) == 1 and delimiter in row[0]:
        return next(csv.reader(row[0].splitlines(keepends=True), delimiter=delimiter))
    return row


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(chain(lines, (_END,)), delimiter=delimiter)
    number = 0
    try:
        for number, row in enumerate(reader, start=1):
            if row == [_END]:
                return
            if number > MAX_ROWS:
                raise UnreadableFile("intake.too_many_rows", limit=MAX_ROWS)
            yield number, _unpacked(row, delimiter)
    except csv.Error:
        number += 1
    raise UnreadableFile("intake.open_quote", row=number)


def pick(row: Sequence[str], columns: Sequence[int]) -> str:
    """The first of these cells that holds something, cleaned; ``""`` when none does."""
    return next(cells(row, columns), "")


def cells(row: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
    """Those of these cells that hold something, cleaned; a dash is nothing."""
    for column in columns:
        if column < len(row) and (text := clean(row[column])) and text not in _NOTHING:
            yield text
