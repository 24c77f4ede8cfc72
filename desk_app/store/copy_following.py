"""How a copy takes what has changed since it last looked: the parcels that new lines of the journal name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from desk_app.domain import chain
from desk_app.store import copy_before, copy_facts, copy_rows, deeds
from desk_app.store import tables as t
from desk_app.store.copy_filling import since
from desk_app.store.copy_pruning import prune
from desk_app.store.copy_rows import Heads, Rows, Touched
from desk_app.store.engine import Rollback, Store, Tx

TOO_FAR = 5_000
"""So many lines of the journal are followed; when there are more, all is taken anew."""

_SOME = 500
_NOWHERE = (0, chain.START)


class Parted(Exception):
    """The server does not know what the copy has seen."""


@dataclass(frozen=True, slots=True)
class Known:
    """How far a copy is."""

    hub_id: str | None
    since: str | None
    seen: Heads
    is_to_be_wiped: bool
    was_alone: bool
    """Whether anything stands in it that its counter has done alone."""


def known(tx: Tx) -> Known:
    """How far this one is."""
    facts = copy_facts.every(tx)
    return Known(
        facts.get("hub_id"), facts.get("since"), copy_rows.seen(tx), "wipe" in facts, bool(copy_before.changed(tx))
    )


@dataclass(frozen=True, slots=True)
class News:
    """What has changed, as of one moment."""

    ends: Heads
    lines: Sequence[Row[Any]]
    parts: Sequence[Rows]
    house: Rows


def news(copy: Store, server: Store, hub_id: str, known: Known, *, house: bool) -> News | None:
    """What the copy has not seen; None when all is to be taken anew: that is too much, or somebody was forgotten.

    Raises DatabaseOffline, and Parted when the copy has seen what is not there.
    """

    def ask(tx: Tx) -> News | None:
        ends = copy_rows.heads(tx, hub_id)
        if _behind(ends, known.seen) > TOO_FAR:
            return None
        lines = [line for counter in ends for line in _new_lines(tx, hub_id, counter, known.seen, ends)]
        if any(line.verdict in copy_rows.FORGETS for line in lines):  # they do not say who
            return None
        touched = _touched(copy, lines, was_alone=known.was_alone)
        parts = [copy_rows.around(tx, part) for part in touched.parts(_SOME)]
        return News(ends, lines, parts, copy_rows.house(tx, hub_id) if house else {})

    return server.snapshot(ask)


def _behind(ends: Heads, seen: Heads) -> int:
    """How many lines the copy has not seen."""
    if any(ends.get(counter, _NOWHERE)[0] < seq for counter, (seq, _digest) in seen.items()):
        raise Parted
    return sum(seq for seq, _digest in ends.values()) - sum(seq for seq, _digest in seen.values())


def _new_lines(tx: Tx, hub_id: str, counter: str, seen: Heads, ends: Heads) -> Sequence[Row[Any]]:
    seq, digest = seen.get(counter, _NOWHERE)
    if ends[counter][0] == seq:
        return []
    lines = copy_rows.lines_after(tx, hub_id, counter, seq)
    if seq and (not lines or lines[0].digest != digest):
        raise Parted
    return lines[1:] if seq else lines


def _touched(copy: Store, lines: Sequence[Row[Any]], *, was_alone: bool) -> Touched:
    """What the lines name, and what that belonged to before: it may have been given to somebody else."""
    named = Touched({line.parcel_id for line in lines} - {None}, {line.pickup_id for line in lines} - {None})

    def ask(tx: Tx) -> list[Touched]:
        return [copy_rows.before(tx, part) for part in named.parts(_SOME)]

    def put_back_and_ask(tx: Tx) -> list[Touched]:
        copy_before.put_back(tx)
        raise Rollback(ask(tx))

    parts = copy.write(put_back_and_ask) if was_alone else copy.read(ask)
    return Touched(
        named.parcels,
        {pickup_id for part in parts for pickup_id in part.pickups},
        {person_id for part in parts for person_id in part.people},
        {parcel_id for part in parts for parcel_id in part.known},
    )


def put(tx: Tx, hub_id: str, found: News, now: datetime, *, is_new_hour: bool) -> None:
    """Write it into the copy, which agrees with the server now; once an hour, what has left long ago goes.

    What was done alone has come back from the server, and is put away first. Not when the counter has gone alone
    meanwhile: what it has done since stays to be seen.
    """
    if deeds.count_waiting(tx):
        return
    copy_before.put_back(tx)
    with copy_before.taking(tx):
        _put(tx, hub_id, found)
        if is_new_hour:
            prune(tx, since(now))
    copy_facts.put(tx, as_of=now.isoformat(), since=since(now).isoformat())


def _put(tx: Tx, hub_id: str, found: News) -> None:
    if found.house:
        copy_rows.put_house(tx, found.house)
    for rows in (*found.parts, {t.journal: found.lines}):
        copy_rows.put(tx, rows)
    copy_rows.put_heads(tx, hub_id, found.ends)
