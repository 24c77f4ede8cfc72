"""The lines of a sweep: first what is wrong and what to do about it, then what is still to be seen, then what was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk_app.domain.codes import spell
from desk_app.domain.sweeps import Sweep
from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.pages.etageres_content import whose
from desk_app.ui.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A parcel or a scan in words; ``chip`` is its text and its tone, ``is_scan`` that no parcel is known of it."""

    key: str
    colour: str
    texts: tuple[str, str]
    chip: tuple[str, str]
    is_scan: bool = False


def lines(words: Words, sweep: Sweep, scanned: Sequence[str], put: Collection[str], now: datetime) -> list[Line]:
    """All lines; what was seen stands in the order of ``scanned``, the last first. ``put`` are put here by a scan."""
    place = {key: at for at, key in enumerate(scanned)}
    seen = sorted(sweep.standing, key=lambda parcel: -place.get(parcel.id, -1))
    return [
        *(_unknown(words, text) for text in sweep.unknown),
        *(_gone(words, parcel) for parcel in sweep.gone),
        *(_elsewhere(words, parcel) for parcel in sweep.misplaced),
        *(_to_see(words, parcel) for parcel in sweep.missing),
        *(_seen(words, parcel, put, now) for parcel in seen),
    ]


def _unknown(words: Words, text: str) -> Line:
    chip = words("ui_sweep.unknown"), "red"
    return Line(text, theme.RED, (spell(text), words("ui_sweep.unknown_todo")), chip, is_scan=True)


def _gone(words: Words, parcel: Parcel) -> Line:
    chip = words.texts.name_of(parcel.state), "red"
    return Line(parcel.id, parcel.colour, (_both(words, parcel), words("ui_sweep.gone_todo")), chip)


def _elsewhere(words: Words, parcel: Parcel) -> Line:
    zone = words.texts.name_of(parcel.zone)
    todo = words("ui_sweep.back_to", shelf=parcel.shelf) if parcel.shelf else words("ui_sweep.back_to_zone", zone=zone)
    return Line(parcel.id, parcel.colour, (_both(words, parcel), todo), (words("ui_sweep.elsewhere"), "red"))


def _to_see(words: Words, parcel: Parcel) -> Line:
    return Line(parcel.id, parcel.colour, (parcel.customer, whose(words, parcel)), (words("ui_sweep.to_see"), "plain"))


def _seen(words: Words, parcel: Parcel, put: Collection[str], now: datetime) -> Line:
    chip = words("ui_sweep.seen"), "green"
    if parcel.is_overdue(now):
        chip = words("ui_sweep.seen_overdue"), "amber"
    elif parcel.id in put:
        chip = words("ui_sweep.put_here"), "blue"
    return Line(parcel.id, parcel.colour, (parcel.customer, whose(words, parcel)), chip)


def _both(words: Words, parcel: Parcel) -> str:
    return f"{parcel.customer} · {whose(words, parcel)}"
