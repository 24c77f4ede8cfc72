"""Setting the hub up: its shops, its shelves, and the settings all counters share."""

from dataclasses import replace

from desk_app.counter.desk import Desk, opening, refuse
from desk_app.domain.deadlines import LONGEST
from desk_app.domain.people import normal_email, normal_phone, one_line
from desk_app.domain.values import Answer, Shelf, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.store import hubs, places
from desk_app.store.engine import Tx

HUB_NAME = "hub.name"
MOST_CAPACITY = 10_000
_OPENING = ("hub.hours", "hub.holidays", "hub.closures", "hub.time_zone")


def shops(desk: Desk) -> tuple[Shop, ...]:
    """All shops, active ones first."""
    return desk.store.read(lambda tx: places.shops(tx, desk.hub_id))


def shop_by_name(desk: Desk, name: str) -> Shop | None:
    """A shop by its name, whatever its case and accents."""
    return desk.store.read(lambda tx: places.shop_by_name(tx, desk.hub_id, name))


def save_shop(desk: Desk, shop: Shop) -> Answer:
    """Write a shop; one without an id is new. SAVED, ALREADY_EXISTS, UNKNOWN_SHOP, or INVALID with the field."""
    name = one_line(shop.name)
    email, phone = normal_email(shop.email), normal_phone(shop.phone)
    wrong = _first_wrong(
        {
            "name": bool(name),
            "email": bool(email) or not shop.email,
            "phone": bool(phone) or not shop.phone,
            **{name: (own := getattr(shop, name)) is None or 1 <= own <= most for name, most in LONGEST.items()},
        }
    )
    if wrong:
        return Answer(Verdict.INVALID, {"field": wrong})

    def do(tx: Tx) -> Answer:
        if shop.id and places.shop_by_id(tx, desk.hub_id, shop.id) is None:
            return Answer(Verdict.UNKNOWN_SHOP, {"shop": name})
        other = places.shop_by_name(tx, desk.hub_id, name)
        if other is not None and other.id != shop.id:
            return Answer(Verdict.ALREADY_EXISTS, {"name": other.name})
        saved = places.save_shop(tx, desk.hub_id, replace(shop, name=name, email=email, phone=phone))
        return Answer(Verdict.SAVED, {"name": saved.name, "id": saved.id})

    return desk.store.write(do)


def shelves(desk: Desk) -> tuple[Shelf, ...]:
    """All shelves in the order of their codes."""
    return desk.store.read(lambda tx: places.shelves(tx, desk.hub_id))


def save_shelf(desk: Desk, shelf: Shelf) -> Answer:
    """Write a shelf; one without an id is new. SAVED, ALREADY_EXISTS, UNKNOWN_SHELF, or INVALID with the field."""
    code = one_line(shelf.code).upper()
    wrong = _first_wrong(
        {
            "code": bool(places.sort_key(code)),
            "capacity": shelf.capacity is None or 1 <= shelf.capacity <= MOST_CAPACITY,
        }
    )
    if wrong:
        return Answer(Verdict.INVALID, {"field": wrong})

    def do(tx: Tx) -> Answer:
        if shelf.id and not places.shelves_by_ids(tx, desk.hub_id, [shelf.id]):
            return Answer(Verdict.UNKNOWN_SHELF, {"shelf": code})
        other = places.find_shelf(tx, desk.hub_id, code)
        if other is not None and other.id != shelf.id:
            return Answer(Verdict.ALREADY_EXISTS, {"name": other.code})
        saved = places.save_shelf(tx, desk.hub_id, replace(shelf, code=code))
        return Answer(Verdict.SAVED, {"name": saved.code, "id": saved.id})

    return desk.store.write(do)


def touch(desk: Desk) -> None:
    """Write what is there already. Raises DatabaseOffline where nothing can be written, such as on a full disk."""
    desk.store.write(lambda tx: hubs.touch(tx, desk.hub_id), alone=True)


def hub_settings(desk: Desk) -> dict[str, str]:
    """The hub's settings that are not at their defaults, its name included."""
    return desk.store.read(lambda tx: hubs.settings(tx, desk.hub_id) | {HUB_NAME: hubs.hub_name(tx, desk.hub_id)})


def save_hub_setting(desk: Desk, key: str, value: str) -> Answer:
    """Set one setting for all counters; its declaration in settings.py has checked it. SAVED, NEEDS_MANAGER, or
    ALREADY_EXISTS for a name that another hub has.

    Raises EnvironmentTrouble, and keeps what was, when the hub would never open any more.
    """
    if not desk.is_manager:
        return refuse(desk, desk.act("save_setting"), Answer(Verdict.NEEDS_MANAGER))

    def do(tx: Tx) -> Answer:
        if key == HUB_NAME and hubs.name_taken(tx, value) not in (None, desk.hub_id):
            return Answer(Verdict.ALREADY_EXISTS, {"name": value})
        if key == HUB_NAME:
            hubs.rename_hub(tx, desk.hub_id, value)
        else:
            hubs.save_setting(tx, desk.hub_id, key, value)
        if key in _OPENING:
            hours = opening(tx, desk.hub_id)
            hours.next_open_day(hours.day_of(desk.clock()))
        return Answer(Verdict.SAVED, {"name": key})

    return desk.store.write(do)


def _first_wrong(checks: dict[str, bool]) -> str | None:
    return next((field for field, is_right in checks.items() if not is_right), None)
