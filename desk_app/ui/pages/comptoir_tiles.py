"""A pickup in words: its tiles, what is not here yet, and what has to be paid."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from desk_app.domain.states import State
from desk_app.domain.values import Parcel, Pickup, walking_order
from desk_app.domain.visits import Visitor
from desk_app.domain.zones import Zone
from desk_app.i18n import Texts
from desk_app.ui.widgets.tile import TileView
from desk_app.wording import slot

_ELSEWHERE = (State.ANNOUNCED, State.MISSING, State.RETURNING)
_NOT_TO_BE_HAD = frozenset({State.MISSING, State.RETURNING, State.RETURNED, State.DISPOSED})
_MOST_NAMED = 4


def on_the_counter(pickup: Pickup) -> list[Parcel]:
    """The parcels a visit is about: those that can be had, each on its own shelf, in walking order."""
    here = [p for p in pickup.parcels if p.state in (State.READY, State.RECEIVED) or p.is_still_here]
    return sorted(here, key=walking_order)


def tiles(
    texts: Texts,
    parcels: Sequence[Parcel],
    now: datetime,
    chosen: str = "",
    taken: Mapping[str, Visitor] = MappingProxyType({}),
) -> list[TileView]:
    """Tiles of these parcels; the current one is that which was chosen, or the first still to be handed over.

    ``taken`` is what other counters have handed over.
    """
    current = chosen or following(parcels, now)
    return [_with_taker(texts, tile(texts, p, now, current=p.id == current), taken.get(p.id)) for p in parcels]


def _with_taker(texts: Texts, shown: TileView, taker: Visitor | None) -> TileView:
    if taker is None:
        return shown
    said = texts("ui_visits.taken", at=taker.at, where=place(texts, taker))
    return replace(shown, chips=((said, "plain"), *shown.chips))


def place(texts: Texts, visitor: Visitor) -> str:
    """``Poste 1 (Léa)``."""
    key = "ui_visits.place_clerk" if visitor.clerk else "ui_visits.place"
    return texts(key, counter=visitor.counter, clerk=visitor.clerk)


def following(parcels: Sequence[Parcel], now: datetime) -> str:
    """The id of the first parcel that is still to be handed over; empty when there is none."""
    return next((p.id for p in parcels if is_left(p, now)), "")


def is_left(parcel: Parcel, now: datetime) -> bool:
    """Whether the parcel is still to be handed over, and may be."""
    return parcel.state in (State.READY, State.RECEIVED) and not parcel.is_too_late(now)


def tile(texts: Texts, parcel: Parcel, now: datetime, *, current: bool = False) -> TileView:
    """One parcel in words."""
    zone = texts.name_of(parcel.zone)
    return TileView(
        parcel_id=parcel.id,
        shelf=parcel.shelf or "–",
        zone=parcel.zone,
        zone_text=texts("ui_comptoir.zone_last", zone=zone) if parcel.zone.is_strict else zone,
        shop=parcel.shop,
        trade=parcel.trade,
        order=texts("ui_comptoir.order", order=parcel.order),
        details=_details(texts, parcel),
        chips=tuple(_chips(texts, parcel, now)),
        done=parcel.state is State.COLLECTED,
        barred=parcel.is_too_late(now) or (parcel.state in _NOT_TO_BE_HAD and not parcel.is_still_here),
        current=current,
    )


def _details(texts: Texts, parcel: Parcel) -> str:
    piece = f"{parcel.piece}/{parcel.pieces}" if parcel.pieces > 1 else ""
    arrived = texts("ui_comptoir.arrived", at=parcel.received_at) if parcel.received_at else ""
    return " · ".join(filter(None, (" ".join(parcel.items.split()), piece, arrived)))


def _chips(texts: Texts, parcel: Parcel, now: datetime) -> list[tuple[str, str]]:
    chips: list[tuple[str, str]] = []
    if parcel.is_too_late(now):
        chips.append((texts("ui_comptoir.chip_too_late"), "red"))
    elif parcel.zone.is_strict and parcel.keep_until is not None:
        zone = texts.name_of(parcel.zone).capitalize()
        tone = "blue" if parcel.zone is Zone.CHILLED else "plain"
        chips.append((texts("ui_comptoir.chip_cold", zone=zone, at=parcel.keep_until), tone))
    elif parcel.is_overdue(now):
        chips.append((texts("words.overdue").capitalize(), "amber"))
    if parcel.slot and parcel.state is not State.COLLECTED:
        chips.append((texts("ui_comptoir.chip_slot", slot=slot(texts, parcel, now)), "plain"))
    if parcel.age_check:
        chips.append((texts("ui_comptoir.chip_age"), "red"))
    if parcel.amount_due_cents != 0:
        chips.append((texts("ui_comptoir.chip_due", due=parcel.amount_due_cents), "amber"))
    if parcel.is_damaged:
        chips.append((texts("ui_retours.is_damaged").capitalize(), "amber"))
    if parcel.unannounced:
        chips.append((texts("ui_comptoir.chip_unannounced"), "plain"))
    if parcel.state is State.RECEIVED or parcel.state in _NOT_TO_BE_HAD:
        chips.insert(0, (texts.name_of(parcel.state).capitalize(), "amber"))
    return chips


def elsewhere(texts: Texts, pickup: Pickup) -> str:
    """What the customer cannot have today, in a sentence; empty when there is nothing."""
    waiting = [p for p in pickup.parcels if p.state in _ELSEWHERE and not p.is_still_here]
    if not waiting:
        return ""
    names = list(dict.fromkeys(_name(texts, p) for p in waiting))
    more = len(names) - _MOST_NAMED
    shown = ", ".join(names[:_MOST_NAMED]) + (texts("ui_comptoir.and_more", n=more) if more > 0 else "")
    return texts("ui_comptoir.not_here", what=shown)


def _name(texts: Texts, parcel: Parcel) -> str:
    name = texts("ui_comptoir.not_here_order", shop=parcel.shop, order=parcel.order)
    return name if parcel.state is State.ANNOUNCED else f"{name} ({texts.name_of(parcel.state)})"


def places(parcels: Sequence[Parcel]) -> str:
    """The shelves these parcels stand on."""
    return ", ".join(dict.fromkeys(p.shelf or "–" for p in parcels))
