"""All that is held about one person, table by table, as it is stored."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Table, or_, select

from desk_app.domain.people import normal_email, normal_phone
from desk_app.domain.privacy import Candidate
from desk_app.store import search
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_MOST = 20


def candidates(tx: Tx, hub_id: str, who: str) -> list[Candidate]:
    """Whom an id, an e-mail or a phone names, and it alone; else those that a name may mean, the likeliest first."""
    person, contact = t.person.c, t.contact.c
    value = normal_email(who) or normal_phone(who) or ""
    owner = select(contact.person_id).where(contact.hub_id == hub_id, contact.value == value)
    known = select(person.id).where(person.hub_id == hub_id, or_(person.id == who, person.id.in_(owner)))
    ids = list(tx.execute(known).scalars()) or list(search.people(tx, hub_id, who, _MOST))
    return [_candidate(tx, person_id) for person_id in ids]


def _candidate(tx: Tx, person_id: str) -> Candidate:
    name = tx.execute(select(t.person.c.name).where(t.person.c.id == person_id)).scalar_one()
    values = select(t.contact.c.value).where(t.contact.c.person_id == person_id).order_by(t.contact.c.value)
    return Candidate(person_id, name, tuple(tx.execute(values).scalars()))


def about(tx: Tx, hub_id: str, person_id: str) -> dict[str, list[dict[str, Any]]]:
    """A hub's rows about a person, by table; what they are found by is made of these, and left out."""
    queries = _queries(hub_id, person_id)
    return {table.name: [dict(row) for row in tx.execute(query).mappings()] for table, query in queries}


def _queries(hub_id: str, person_id: str) -> list[tuple[Table, Select[Any]]]:
    orders = select(t.shop_order.c.id).where(t.shop_order.c.person_id == person_id)
    pickups = select(t.pickup.c.id).where(t.pickup.c.person_id == person_id)
    parcels = select(t.parcel.c.id).where(or_(t.parcel.c.order_id.in_(orders), t.parcel.c.pickup_id.in_(pickups)))
    journal = t.journal.c
    which: list[tuple[Table, ColumnElement[bool]]] = [
        (t.person, t.person.c.id == person_id),
        (t.contact, t.contact.c.person_id == person_id),
        (t.shop_order, t.shop_order.c.person_id == person_id),
        (t.pickup, t.pickup.c.person_id == person_id),
        (t.parcel, t.parcel.c.id.in_(parcels)),
        (t.handover, t.handover.c.pickup_id.in_(pickups)),
        (t.payment, t.payment.c.order_id.in_(orders)),
        (t.cold_spell, t.cold_spell.c.parcel_id.in_(parcels)),
        (t.remark, t.remark.c.parcel_id.in_(parcels)),
        (t.message, t.message.c.person_id == person_id),
        (t.incident, t.incident.c.pickup_id.in_(pickups)),
        (t.journal, journal.parcel_id.in_(parcels)),
    ]
    return [(table, select(table).where(table.c.hub_id == hub_id, condition)) for table, condition in which]
