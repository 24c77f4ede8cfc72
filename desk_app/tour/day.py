"""A day at the hub. Each scene gives the name of what is on the screen, and goes on once its picture is kept.

Names are keys of ``tour.toml``. Codes are looked up, since customers and parcels bring them along.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt

from desk_app.counter import find, lists, setup
from desk_app.domain.codes import ALPHABET
from desk_app.domain.lists import Filter, Group, Sort
from desk_app.domain.values import Parcel, Pickup, Shelf
from desk_app.domain.zones import Zone
from desk_app.i18n import LANGUAGES
from desk_app.store import pickups
from desk_app.tour.stage import Stage

Scene = Callable[[Stage], Iterator[str]]
Key = Qt.Key
ELOISE = "eloise.lefevre@exemple.fr"  # she orders from four shops


def opening(stage: Stage) -> Iterator[str]:
    """The counter before anybody comes, and its keys."""
    yield "idle"
    stage.press(Key.Key_F1)
    yield "keys"
    stage.press(Key.Key_F1)


def check_out_day(stage: Stage) -> Iterator[str]:
    """One customer with three parcels, and a stranger's among them."""
    eloise = pickup_of(stage, ELOISE)
    parcels = [parcel for parcel in eloise.parcels if parcel in eloise.ready]
    stage.later(minutes=3)
    stage.scan(eloise.code)
    yield "open"
    stage.scan(parcels[0].id)
    yield "ticked_off"
    stage.scan(somebody_elses(stage, eloise).id)
    yield "wrong_parcel"
    for parcel in parcels[1:]:
        stage.scan(parcel.id)
    stage.press(Key.Key_F5)
    yield "handed_over"
    stage.press(Key.Key_Escape)


def without_code(stage: Stage) -> Iterator[str]:
    """A customer who has forgotten the code, one whose code is read wrong, one who has been here already."""
    stage.later(minutes=4)
    stage.press(Key.Key_F2)
    stage.type("lefevre")
    yield "search"
    stage.press(Key.Key_Escape)
    stage.scan(misread(pickup_of(stage, ELOISE).code))
    yield "misread"
    stage.later(minutes=2)
    stage.scan(used_code(stage))
    yield "already_collected"
    stage.press(Key.Key_Escape)


def taking_back(stage: Stage) -> Iterator[str]:
    """The last handover was a mistake."""
    stage.later(minutes=1)
    stage.press(Key.Key_F9)
    stage.type("1")
    yield "undo"
    stage.press(Key.Key_Return)
    yield "undone"
    stage.press(Key.Key_Escape)


def shelving(stage: Stage) -> Iterator[str]:
    """What stands where; a parcel without a place gets one; a new row of shelves, and its labels."""
    stage.go_to("etageres")
    yield "shelves"
    parcel = lists.parcels(stage.desk, Filter(Group.TO_SHELVE)).rows[0]
    stage.scan(parcel.id)
    yield "in_hand"
    shelf = free_shelf(stage, parcel.zone)
    stage.scan(shelf.tag)
    yield "shelved"
    stage.scan(shelf.tag)
    yield "shelf"
    stage.press(Key.Key_Escape, Key.Key_F3)
    stage.type("D-01")
    stage.press(Key.Key_Tab)
    stage.type("D-06")
    yield "new_shelves"
    stage.press(Key.Key_Return, Key.Key_F6)
    yield "shelf_labels"


def journal(stage: Stage) -> Iterator[str]:
    """What happened today, line by line; what was refused."""
    stage.go_to("journee")
    yield "journal"
    stage.press(Key.Key_F3, Key.Key_F3)
    yield "refusals"


def no_answer(stage: Stage) -> Iterator[str]:
    """The hub's database server stops answering with a customer at the counter, and comes back."""
    pickup = pickup_of(stage, ELOISE)
    stage.later(minutes=20)
    stage.scan(pickup.code)
    with stage.unreachable_database():
        stage.scan(pickup.ready[0].id)
        yield "offline"
    stage.press(Key.Key_F12)
    stage.press(Key.Key_Return)
    yield "online_again"
    stage.press(Key.Key_Escape)


def other_language(stage: Stage) -> Iterator[str]:
    """The same window in the other language, without a restart."""
    words = stage.window.words
    before, other = words.language, next(other for other in LANGUAGES if other != words.language)
    words.switch(other)
    stage.later(hours=1, minutes=6)
    stage.scan(largest_pickup(stage).code)
    yield "other_language"
    stage.press(Key.Key_Escape)
    words.switch(before)


DAY: tuple[Scene, ...] = (
    opening,
    check_out_day,
    without_code,
    taking_back,
    shelving,
    journal,
    no_answer,
    other_language,
)


def doubled(stage: Stage) -> Iterator[str]:
    """The counter on a screen at 200 %."""
    stage.scan(largest_pickup(stage).code)
    yield "doubled"


# what customers and parcels bring


def pickup_of(stage: Stage, text: str) -> Pickup:
    """The pickup of the customer whom ``text`` finds."""
    return look(stage, find.customers(stage.desk, text)[0].code)


def look(stage: Stage, code: str) -> Pickup:
    """What stands under a code; not as a scan, which the journal would tell of."""
    desk = stage.desk
    return desk.store.read(lambda tx: pickups.by_id(tx, str(pickups.id_of(tx, desk.hub_id, code))))


def largest_pickup(stage: Stage) -> Pickup:
    """The pickup with the most parcels on the shelves."""
    rows = lists.parcels(stage.desk, Filter(Group.READY, sort=Sort.SHELF, descending=False)).rows
    codes = Counter(parcel.pickup_code for parcel in rows)
    return look(stage, codes.most_common(1)[0][0])


def somebody_elses(stage: Stage, pickup: Pickup) -> Parcel:
    """A parcel that waits for another customer."""
    page = lists.parcels(stage.desk, Filter(Group.READY, sort=Sort.SHELF, descending=True))
    return next(p for p in page.rows if p.pickup_id != pickup.id)


def used_code(stage: Stage) -> str:
    """The code of a customer who has taken everything."""
    codes = (handover.pickup_code for handover in lists.recent_handovers(stage.desk))
    return next(code for code in codes if look(stage, code).closed_at is not None)


def free_shelf(stage: Stage, zone: Zone) -> Shelf:
    """The shelf of that zone with the most room left."""
    shelves = [s for s in setup.shelves(stage.desk) if s.zone is zone and s.capacity is not None]
    return max(shelves, key=lambda s: (s.capacity or 0) - s.occupied)


def misread(code: str) -> str:
    """The code with its third letter read wrong."""
    wrong = next(letter for letter in ALPHABET if letter != code[2])
    return code[:2] + wrong + code[3:]
