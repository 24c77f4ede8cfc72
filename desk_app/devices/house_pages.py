"""Sheets the hub keeps for itself: the list for a day without computers, and the log of the cold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

from desk_app.devices import ink
from desk_app.devices.formats import FORMATS, TEXT_SIZE, Block, Format, Paragraph, Part, Row, rule
from desk_app.devices.pages import write_pdf
from desk_app.devices.slips import Head, Place, Slip, draw
from desk_app.devices.symbols import qr
from desk_app.domain.cold import ColdSpell
from desk_app.domain.people import fold, short_name
from desk_app.domain.values import Parcel
from desk_app.i18n import Texts

_PAPER_COLUMNS = (0.1, 0.27, 0.54, 0.62, 0.73, 0.81, 1.0)
_COLD_COLUMNS = (0.0, 0.165, 0.33, 0.39, 0.51, 0.7, 0.83, 1.0)
_PAPER_LINES = 2.6  # room for a QR code, and for a hand to write
_GAP = 0.012


@dataclass(frozen=True, slots=True)
class PaperList:
    """What can be handed over, a QR code to a row, by customer: written on by hand, and scanned in afterwards."""

    head: Head
    hint: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]  # a parcel's id, and what stands in its columns

    @classmethod
    def of(cls, parcels: Sequence[Parcel], place: Place, texts: Texts) -> "PaperList":
        """The list of ``parcels``."""
        by_name = sorted(parcels, key=lambda p: (fold(short_name(p.customer)), p.shop, p.order, p.piece))
        return cls(
            head=Head.of(texts("house.paper"), ("", ""), place, texts),
            hint=texts("house.paper_hint"),
            titles=tuple(texts(f"house.paper_{name}") for name in ("customer", "order", "shelf", "checks", "at", "by")),
            rows=tuple((p.id, _paper_row(p, texts)) for p in by_name),
        )

    def blocks(self, _paper: Format, /) -> Sequence[Block]:
        """A row for each parcel, never broken."""
        titles = _columns(self.titles, _PAPER_COLUMNS, size=0.62, bold=True)
        head = (Paragraph(self.hint, 3, size=0.62), Row(lines=0.4), titles)
        return [head, *(self._row(parcel_id, cells) for parcel_id, cells in self.rows)]

    @staticmethod
    def _row(parcel_id: str, cells: Sequence[str]) -> Block:
        words = _columns(cells, _PAPER_COLUMNS, lines=_PAPER_LINES, size=0.23).parts
        return rule(0.2), Row((Part(qr(parcel_id), 0, 0.09), *words), _PAPER_LINES)


@dataclass(frozen=True, slots=True)
class ColdLog:
    """Each time goods were out of the cold, to be shown to an inspector."""

    head: Head
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, spells: Sequence[ColdSpell], days: tuple[date, date], place: Place, texts: Texts) -> "ColdLog":
        """The log of ``days``, the first and the last."""
        whole = f"{texts.date(days[0])} – {texts.date(days[1])}"
        return cls(
            head=Head.of(texts("house.cold"), (texts("house.cold_days"), whole), place, texts),
            titles=tuple(texts(f"house.cold_{name}") for name in COLD_COLUMNS),
            rows=tuple(cold_cells(one, place.at, texts) for one in spells),
        )

    def blocks(self, _paper: Format, /) -> Sequence[Block]:
        """A row for each time."""
        head = (_columns(self.titles, _COLD_COLUMNS, size=0.58, bold=True), rule(0.3))
        return [head, *((_columns(cells, _COLD_COLUMNS, size=0.58),) for cells in self.rows)]


COLD_COLUMNS = ("began", "ended", "minutes", "why", "shop", "order", "who")


def cold_cells(one: ColdSpell, now: datetime, texts: Texts) -> tuple[str, ...]:
    """What the log says of one time, in the order of COLD_COLUMNS."""
    ended = f"{one.ended_at.astimezone():%Y-%m-%d %H:%M}" if one.ended_at else "…"
    who = " · ".join(filter(None, (one.counter, one.clerk)))
    began = f"{one.began_at.astimezone():%Y-%m-%d %H:%M}"
    return (began, ended, str(one.minutes(now)), texts.name_of(one.why), one.shop, one.order, who)


def write_pages(path: Path, slip: Slip) -> None:
    """Writes a sheet as an A4 PDF. Raises FileError and leaves ``path`` as it was."""
    write_pdf(path, draw(slip, FORMATS["A4"]))


def _paper_row(parcel: Parcel, texts: Texts) -> tuple[str, ...]:
    piece = f" ({parcel.piece}/{parcel.pieces})" if parcel.pieces > 1 else ""
    due = "" if parcel.amount_due_cents == 0 else texts.money(parcel.amount_due_cents)
    checks = " · ".join(filter(None, (texts("house.paper_age") if parcel.age_check else "", due)))
    order = f"{parcel.shop} {parcel.order}{piece}"
    return (short_name(parcel.customer), order, parcel.shelf or "", checks, "", "")


def _columns(
    cells: Sequence[str], ends: Sequence[float], *, lines: float = 1.0, size: float = TEXT_SIZE, bold: bool = False
) -> Row:
    """Texts beside each other, each from one of ``ends`` to the next."""
    spans = pairwise(ends)
    parts = [
        Part(ink.Text(cell, size=size, least=0.6, bold=bold), left, right - _GAP)
        for cell, (left, right) in zip(cells, spans, strict=True)
        if cell
    ]
    return Row(parts, lines)
