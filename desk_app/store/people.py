"""Customers: recognised by e-mail or phone, exactly; a name alone never merges two people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from desk_app.store import search
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.keys import new_key


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as an order names them; e-mail and phone are normalised."""

    name: str
    email: str | None
    phone: str | None

    @property
    def contacts(self) -> tuple[str, ...]:
        """What they are recognised by, the surest first."""
        return tuple(value for value in (self.email, self.phone) if value)


def recognise(tx: Tx, hub_id: str, customers: Sequence[Customer], fallback: str | None = None) -> list[str]:
    """The person behind each customer; where nobody is known by that e-mail or phone, ``fallback`` or a new one.

    Raises IntegrityError when another counter makes the same person at the same moment: run the write again.
    """
    owners = _owners(tx, hub_id, {value for customer in customers for value in customer.contacts})
    known = set(owners)
    person_ids, new_people, learnt = [], [], set()
    for customer in customers:
        person_id = next((owners[value] for value in customer.contacts if value in owners), None)
        if person_id is None and fallback is not None:
            person_id = fallback
        elif person_id is None:
            person_id = new_key()
            new_people.append({"id": person_id, "hub_id": hub_id, "name": customer.name})
        for value in customer.contacts:
            owners.setdefault(value, person_id)
        learnt.add((person_id, customer.name, customer.email, customer.phone))
        person_ids.append(person_id)
    if new_people:
        tx.execute(t.person.insert(), new_people)
    _add_contacts(tx, hub_id, {value: owners[value] for value in owners.keys() - known})
    search.learn(tx, hub_id, learnt)
    return person_ids


def _owners(tx: Tx, hub_id: str, values: Iterable[str]) -> dict[str, str]:
    query = select(t.contact.c.value, t.contact.c.person_id).where(
        t.contact.c.hub_id == hub_id, t.contact.c.value.in_(sorted(values))
    )
    return {row.value: row.person_id for row in tx.execute(query)}


def _add_contacts(tx: Tx, hub_id: str, owners: dict[str, str]) -> None:
    rows = [{"hub_id": hub_id, "value": value, "person_id": owner} for value, owner in sorted(owners.items())]
    if rows:
        tx.execute(t.contact.insert(), rows)


def forget_contacts(tx: Tx, person_id: str, values: Sequence[str]) -> None:
    """A person is not recognised by these any more: they were somebody else's, or a slip."""
    mine = t.contact.c.person_id == person_id
    tx.execute(t.contact.delete().where(mine, t.contact.c.value.in_(values)))
    search.forget(tx, person_id, values)


def rename(tx: Tx, person_id: str, name: str) -> None:
    """Call a person as their only order does now."""
    tx.execute(t.person.update().where(t.person.c.id == person_id).values(name=name))


def is_only_order(tx: Tx, person_id: str) -> bool:
    """Whether a person has one order and no more, so that a corrected address is theirs and nobody else's."""
    orders = select(func.count()).select_from(t.shop_order).where(t.shop_order.c.person_id == person_id)
    return bool(tx.execute(orders).scalar_one() == 1)


def known(tx: Tx, hub_id: str, text: str, limit: int) -> list[Customer]:
    """Customers to complete a form with, each as their newest order names them."""
    found: list[Customer] = []
    orders = t.shop_order.c
    for person_id in search.people(tx, hub_id, text, limit):
        newest = (
            select(orders.customer, orders.email, orders.phone)
            .where(orders.person_id == person_id)
            .order_by(orders.announced_at.desc())
            .limit(1)
        )
        row = tx.execute(newest).one_or_none()
        if row:
            found.append(Customer(*row))
    return found


def language(tx: Tx, person_id: str) -> str | None:
    """A person's own language, empty for the hub's; None when the person is forgotten."""
    person = t.person.c
    query = select(func.coalesce(person.language, "")).where(person.id == person_id, person.forgotten_at.is_(None))
    return tx.execute(query).scalar()
