"""Sweeping a shelf: what stands there is scanned and compared with what should; nothing changes until it is mended."""

from collections.abc import Sequence

from desk_app.counter import receive, returns
from desk_app.counter.desk import Desk, note
from desk_app.domain import scan
from desk_app.domain.scan import Kind
from desk_app.domain.states import IN_HOUSE, State
from desk_app.domain.sweeps import Sweep
from desk_app.domain.values import Answer, walking_order
from desk_app.domain.verdicts import Verdict, is_refusal
from desk_app.store import journal, parcels, places
from desk_app.store.engine import Tx


def sweep(desk: Desk, shelf: str, scanned: Sequence[str]) -> Sweep | None:
    """What ``scanned`` at a shelf, named by its label or its code, comes to. None for a shelf that is not there.

    Each scan is a parcel's label; the same one twice is one parcel. Scans of shelves are passed over.
    """
    read = [scan.decode(text) for text in scanned]
    ids = list(dict.fromkeys(one.value for one in read if one.kind is Kind.PARCEL))
    others = (one for one in read if one.kind not in (Kind.PARCEL, Kind.SHELF, Kind.EMPTY))

    def ask(tx: Tx) -> Sweep | None:
        found = places.find_shelf(tx, desk.hub_id, scan.decode(shelf).value)
        if found is None:
            return None
        seen, now = parcels.of_hub(tx, desk.hub_id, ids), desk.clock()
        here = [p for p in seen if p.shelf_id == found.id and p.state is not State.MISSING]
        expected = parcels.on_shelf(tx, found.id)
        known = {p.id for p in seen}
        return Sweep(
            shelf=found,
            standing=tuple(here),
            missing=tuple(p for p in sorted(expected, key=walking_order) if p.id not in known),
            misplaced=tuple(p for p in seen if p.state in IN_HOUSE and p not in here),
            gone=tuple(p for p in seen if p.state not in IN_HOUSE),
            unknown=(*(i for i in ids if i not in known), *dict.fromkeys(one.value for one in others)),
            overdue=tuple(p for p in seen if p.is_overdue(now)),
        )

    return desk.store.read(ask)


def mend(desk: Desk, swept: Sweep) -> list[Answer]:
    """Make what the hub knows agree with what was seen: the misplaced belong here, what was not seen is missing.

    One answer a parcel, each in a transaction of its own; refusals are among them, such as of frozen goods that stand
    on a shelf of another zone. What has left the hub for all it knows is for a person to look into.
    """
    answers = [put_here(desk, parcel.id, swept.shelf.tag) for parcel in swept.misplaced]
    answers += [returns.missing(desk, parcel.id) for parcel in swept.missing if parcel.state is State.READY]
    _tell_journal(desk, swept, sum(not is_refusal(answer.verdict) for answer in answers))
    return answers


def put_here(desk: Desk, parcel_id: str, tag: str) -> Answer:
    """A parcel that was seen on this shelf belongs there from now on: MOVED, SHELVED, FOUND, or why not."""
    parcel = desk.store.read(lambda tx: parcels.by_id(tx, desk.hub_id, parcel_id))
    if parcel is not None and parcel.state is State.MISSING:
        return returns.found(desk, parcel.id, tag)
    return receive.move(desk, parcel_id, tag)


def _tell_journal(desk: Desk, swept: Sweep, mended: int) -> None:
    """That the shelf was swept, and how many stood there, were missing, misplaced, gone, unknown, and mended."""
    counts = (len(those) for those in (swept.standing, swept.missing, swept.misplaced, swept.gone, swept.unknown))
    detail = f"{swept.shelf.code} {'/'.join(map(str, counts))} {mended}"
    note(desk, desk.act("sweep"), [journal.Line(Verdict.SWEPT, detail=detail)])
