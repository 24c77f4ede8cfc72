"""Shops and shelves."""

import json
import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, bindparam, func, select

from desk_app.domain.codes import new_shelf_tag
from desk_app.domain.people import fold
from desk_app.domain.states import IN_HOUSE, OPEN
from desk_app.domain.told import Told
from desk_app.domain.values import Shelf, Shop
from desk_app.domain.zones import Zone
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.keys import new_key


def sort_key(text: str) -> str:
    """Folded, separators off, figures padded, so that bytes sort as people do: A-2 before A-12."""
    figures_or_letters = re.findall(r"\d+|\D+", "".join(f" {word}" for word in fold(text).split()))
    return "".join(part.zfill(8) if part.isdigit() else part for part in figures_or_letters).replace(" ", "")


def shops(tx: Tx, hub_id: str) -> tuple[Shop, ...]:
    """All shops by name, inactive ones last."""
    query = select(t.shop).where(t.shop.c.hub_id == hub_id).order_by(t.shop.c.active.desc(), t.shop.c.name_key)
    return tuple(_shop(row) for row in tx.execute(query))


def shop_by_id(tx: Tx, hub_id: str, shop_id: str) -> Shop | None:
    """One shop of a hub."""
    row = tx.execute(select(t.shop).where(t.shop.c.id == shop_id, t.shop.c.hub_id == hub_id)).one_or_none()
    return _shop(row) if row else None


def own_shop(hub_id: str, shop_id: str) -> ScalarSelect[str]:
    """That shop's id inside another question, where it is this hub's; else none, which nothing equals."""
    return select(t.shop.c.id).where(t.shop.c.id == shop_id, t.shop.c.hub_id == hub_id).scalar_subquery()


def shop_by_name(tx: Tx, hub_id: str, name: str) -> Shop | None:
    """The shop of that name, whatever its case and accents."""
    query = select(t.shop).where(t.shop.c.hub_id == hub_id, t.shop.c.name_key == fold(name))
    row = tx.execute(query).one_or_none()
    return _shop(row) if row else None


def told_of_days(tx: Tx, hub_id: str) -> Sequence[str]:
    """The shops that want a statement of each day."""
    query = select(t.shop.c.id).where(t.shop.c.hub_id == hub_id, t.shop.c.active, _told(Told.DAILY))
    return tx.execute(query.order_by(t.shop.c.id)).scalars().all()


def _told(how: Told) -> ColumnElement[bool]:
    return (t.shop.c.told == how) & t.shop.c.email.is_not(None)


def save_shop(tx: Tx, hub_id: str, shop: Shop) -> Shop:
    """Write a shop; one without an id is new. Raises IntegrityError when another has its name."""
    values: dict[str, Any] = {
        "name": shop.name,
        "name_key": fold(shop.name),
        "trade": shop.trade,
        "colour": shop.colour,
        "email": shop.email,
        "phone": shop.phone,
        "active": shop.active,
        "pickup_methods": json.dumps(shop.pickup_methods, ensure_ascii=False),
        "hold_days": shop.hold_days,
        "hold_chilled_hours": shop.hold_chilled_hours,
        "hold_frozen_days": shop.hold_frozen_days,
        "hold_hot_hours": shop.hold_hot_hours,
        "prepaid": shop.prepaid,
        "identity_check": shop.identity_check,
        "language": shop.language,
        "told": shop.told,
    }
    shop_id = shop.id or new_key()
    if shop.id:
        tx.execute(t.shop.update().where(t.shop.c.id == shop_id).values(values))
        tx.execute(
            t.parcel.update()
            .where(t.parcel.c.hub_id == hub_id, t.parcel.c.shop_id == shop_id, t.in_states(OPEN))
            .values(shop_key=fold(shop.name))
        )
    else:
        tx.execute(t.shop.insert().values(id=shop_id, hub_id=hub_id, **values))
    saved = shop_by_id(tx, hub_id, shop_id)
    assert saved is not None
    return saved


def _shop(row: Row[Any]) -> Shop:
    return Shop(
        id=row.id,
        name=row.name,
        trade=row.trade,
        colour=row.colour,
        email=row.email,
        phone=row.phone,
        active=row.active,
        pickup_methods=tuple(json.loads(row.pickup_methods)),
        hold_days=row.hold_days,
        hold_chilled_hours=row.hold_chilled_hours,
        hold_frozen_days=row.hold_frozen_days,
        hold_hot_hours=row.hold_hot_hours,
        prepaid=row.prepaid,
        identity_check=row.identity_check,
        language=row.language,
        told=Told(row.told),
    )


_OCCUPIED = (
    select(t.parcel.c.shelf_id, func.count().label("occupied"))
    .where(t.in_states(IN_HOUSE))
    .group_by(t.parcel.c.shelf_id)
    .subquery()
)
_SHELVES = select(t.shelf, func.coalesce(_OCCUPIED.c.occupied, 0).label("occupied")).outerjoin(
    _OCCUPIED, _OCCUPIED.c.shelf_id == t.shelf.c.id
)

_HOW_FULL = func.coalesce(_OCCUPIED.c.occupied, 0)
_THEIRS = (
    select(t.parcel.c.shelf_id, func.count().label("count"))
    .where(t.parcel.c.pickup_id == bindparam("pickup_id"), t.in_states(IN_HOUSE))
    .group_by(t.parcel.c.shelf_id)
    .subquery()
)
_PROPOSED = (
    _SHELVES.outerjoin(_THEIRS, _THEIRS.c.shelf_id == t.shelf.c.id)
    .where(t.shelf.c.hub_id == bindparam("hub_id"), t.shelf.c.zone == bindparam("zone"))
    .where(t.shelf.c.for_returns.is_(False))
    .where(t.shelf.c.capacity.is_(None) | (t.shelf.c.capacity > _HOW_FULL))
    .order_by(func.coalesce(_THEIRS.c.count, 0).desc(), _HOW_FULL, t.shelf.c.code_key)
    .limit(1)
)


def shelves(tx: Tx, hub_id: str) -> tuple[Shelf, ...]:
    """All shelves in the order of their codes, with how many parcels stand on each."""
    query = _SHELVES.where(t.shelf.c.hub_id == hub_id).order_by(t.shelf.c.code_key)
    return tuple(_shelf(row) for row in tx.execute(query))


def shelves_by_ids(tx: Tx, hub_id: str, shelf_ids: Sequence[str]) -> tuple[Shelf, ...]:
    """Those of a hub, in the order asked for; how many parcels stand there is not counted."""
    query = select(t.shelf).where(t.shelf.c.hub_id == hub_id, t.shelf.c.id.in_(shelf_ids))
    found = {row.id: _shelf(row) for row in tx.execute(query)}
    return tuple(found[i] for i in shelf_ids if i in found)


def find_shelf(tx: Tx, hub_id: str, code_or_tag: str) -> Shelf | None:
    """The shelf whose label or code that is, whatever its case and dashes."""
    by_tag = t.shelf.c.tag == code_or_tag.upper()
    query = select(t.shelf).where(t.shelf.c.hub_id == hub_id, by_tag | (t.shelf.c.code_key == sort_key(code_or_tag)))
    row = tx.execute(query.order_by(by_tag.desc())).first()
    return _shelf(row) if row else None


def propose_shelf(tx: Tx, hub_id: str, zone: Zone, pickup_id: str) -> Shelf | None:
    """Where a parcel goes: right zone, free, by the same customer's other parcels if it can, else the emptiest."""
    row = tx.execute(_PROPOSED, {"hub_id": hub_id, "zone": zone, "pickup_id": pickup_id}).first()
    return _shelf(row) if row else None


def save_shelf(tx: Tx, hub_id: str, shelf: Shelf) -> Shelf:
    """Write a shelf; one without an id is new and gets its tag. Raises IntegrityError when another has its code."""
    values: dict[str, Any] = {
        "code": shelf.code,
        "code_key": sort_key(shelf.code),
        "zone": shelf.zone,
        "capacity": shelf.capacity,
        "for_returns": shelf.for_returns,
    }
    shelf_id = shelf.id or new_key()
    if shelf.id:
        tx.execute(t.shelf.update().where(t.shelf.c.id == shelf_id).values(values))
        here = t.parcel.c.shelf_id == shelf_id
        tx.execute(t.parcel.update().where(here, t.in_states(IN_HOUSE)).values(shelf_key=sort_key(shelf.code)))
    else:
        tx.execute(t.shelf.insert().values(id=shelf_id, hub_id=hub_id, tag=new_shelf_tag(), **values))
    saved = find_shelf(tx, hub_id, shelf.code)
    assert saved is not None
    return saved


def _shelf(row: Row[Any]) -> Shelf:
    return Shelf(row.id, row.code, row.tag, Zone(row.zone), row.capacity, getattr(row, "occupied", 0), row.for_returns)
