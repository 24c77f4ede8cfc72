"""What customers and parcels bring to the counter: codes, looked up in the store, so that no journal tells of it."""

from collections import Counter

from desk_app.counter import find, lists, returns, setup
from desk_app.domain.codes import ALPHABET
from desk_app.domain.lists import Filter, Group
from desk_app.domain.values import Parcel, Pickup, Shelf
from desk_app.domain.zones import Zone
from desk_app.store import pickups
from desk_app.tour.stage import Stage

ELOISE = "eloise.lefevre@exemple.fr"  # she orders from four shops
MANY = 500  # more than the demonstration has


def pickup_of(stage: Stage, text: str) -> Pickup:
    """The pickup of the customer whom ``text`` finds."""
    return under(stage, find.customers(stage.desk, text)[0].code)


def under(stage: Stage, code: str) -> Pickup:
    """What stands under a code."""
    desk = stage.desk
    found = desk.store.read(lambda tx: pickups.by_code(tx, desk.hub_id, code))
    assert found is not None
    return found


def parcels(stage: Stage, group: Group) -> list[Parcel]:
    """The parcels of a group, in the same order each day."""
    page = lists.parcels(stage.desk, Filter(group, limit=MANY))
    return sorted(page.rows, key=lambda p: (p.shop, p.order, p.piece))


def several_parcels(stage: Stage) -> Pickup:
    """The pickup with the most parcels on the shelves."""
    codes = Counter(parcel.pickup_code for parcel in parcels(stage, Group.READY))
    return under(stage, codes.most_common(1)[0][0])


def somebody_elses(stage: Stage, pickup: Pickup) -> Parcel:
    """A parcel that waits for another customer."""
    return next(p for p in parcels(stage, Group.READY) if p.pickup_id != pickup.id)


def adults_only(stage: Stage) -> Parcel:
    """A parcel that only adults are given, and nothing is to be paid for."""
    return next(p for p in parcels(stage, Group.READY) if p.age_check and p.amount_due_cents == 0)


def nothing_asked(stage: Stage) -> Pickup:
    """The pickup with the most parcels on the shelves, of those that nothing is to be seen or paid for."""
    codes = Counter(parcel.pickup_code for parcel in parcels(stage, Group.READY))
    pickups = (under(stage, code) for code, _count in codes.most_common())
    return next(p for p in pickups if not any(one.age_check or one.amount_due_cents for one in p.ready))


def expected(stage: Stage) -> Parcel:
    """A parcel that its shop is about to bring; not Éloïse's, who shall wait for one."""
    return next(p for p in parcels(stage, Group.EXPECTED) if p.pieces == 1 and p.order[0] == "V" and p.email != ELOISE)


def used_code(stage: Stage) -> str:
    """The code of a customer who has taken everything."""
    codes = (handover.pickup_code for handover in lists.recent_handovers(stage.desk))
    return next(code for code in codes if under(stage, code).closed_at is not None)


def free_shelf(stage: Stage, zone: Zone) -> Shelf:
    """The shelf of that zone with the most room left."""
    every = setup.shelves(stage.desk)
    shelves = [s for s in every if s.zone is zone and s.capacity is not None and not s.for_returns]
    return max(shelves, key=lambda s: (s.capacity or 0) - s.occupied)


def to_fetch(stage: Stage) -> Parcel:
    """The first parcel on the way along the shelves that goes back to its shop."""
    return returns.overdue(stage.desk).to_fetch[0]


def misread(code: str) -> str:
    """The code with its third letter read wrong."""
    wrong = next(letter for letter in ALPHABET if letter != code[2])
    return code[:2] + wrong + code[3:]
