"""Who works at the hub. A PIN is kept as argon2 makes it, a badge as its digest: neither can be read back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select

from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.people import fold
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.keys import new_key

_C = t.clerk.c
_CAN_SIGN_IN = _C.active & (_C.pin_hash.is_not(None) | _C.badge_hash.is_not(None))


@dataclass(frozen=True, slots=True)
class Guard:
    """What stands between somebody and a clerk's name: the PIN's hash, the wrong tries in a row, until when to wait."""

    clerk: Clerk
    pin_hash: str | None
    tries: int
    wait_until: datetime | None


def every(tx: Tx, hub_id: str) -> tuple[Clerk, ...]:
    """All clerks by name, those who have left last."""
    query = select(t.clerk).where(_C.hub_id == hub_id).order_by(_C.active.desc(), _C.name_key)
    return tuple(_clerk(row) for row in tx.execute(query))


def by_id(tx: Tx, hub_id: str, clerk_id: str) -> Clerk | None:
    """One clerk."""
    row = tx.execute(select(t.clerk).where(_C.hub_id == hub_id, _C.id == clerk_id)).one_or_none()
    return _clerk(row) if row else None


def by_name(tx: Tx, hub_id: str, name: str) -> Clerk | None:
    """The clerk of that name, whatever its case and accents."""
    row = tx.execute(select(t.clerk).where(_C.hub_id == hub_id, _C.name_key == fold(name))).one_or_none()
    return _clerk(row) if row else None


def by_badge(tx: Tx, hub_id: str, digest: str) -> Clerk | None:
    """Whose badge that is; nobody's once they have left."""
    query = select(t.clerk).where(_C.hub_id == hub_id, _C.badge_hash == digest, _C.active)
    row = tx.execute(query).one_or_none()
    return _clerk(row) if row else None


def is_staffed(tx: Tx, hub_id: str) -> bool:
    """Whether anybody is named, so that whoever stands at a counter must sign in."""
    return tx.execute(select(_C.id).where(_C.hub_id == hub_id, _C.active).limit(1)).first() is not None


def other_managers(tx: Tx, hub_id: str, clerk_id: str) -> int:
    """How many managers can sign in besides that one."""
    query = select(func.count()).where(_C.hub_id == hub_id, _C.role == Role.MANAGER, _C.id != clerk_id, _CAN_SIGN_IN)
    return int(tx.execute(query).scalar_one())


def save(tx: Tx, hub_id: str, clerk: Clerk) -> Clerk:
    """Write name, role and whether they work here; one without an id is new. Raises Conflict when the name is taken.

    Who leaves loses their badge: it stays dead should they come back.
    """
    values: dict[str, Any] = {
        "name": clerk.name,
        "name_key": fold(clerk.name),
        "role": clerk.role,
        "active": clerk.active,
    }
    if not clerk.active:
        values["badge_hash"] = None
    clerk_id = clerk.id or new_key()
    if clerk.id:
        tx.execute(t.clerk.update().where(_C.id == clerk_id).values(values))
    else:
        tx.execute(t.clerk.insert().values(id=clerk_id, hub_id=hub_id, wrong_tries=0, **values))
    saved = by_id(tx, hub_id, clerk_id)
    assert saved is not None
    return saved


def set_pin(tx: Tx, clerk_id: str, pin_hash: str) -> None:
    """Another PIN; what was tried before counts no more."""
    tx.execute(t.clerk.update().where(_C.id == clerk_id).values(pin_hash=pin_hash, wrong_tries=0, wait_until=None))


def set_badge(tx: Tx, clerk_id: str, digest: str) -> None:
    """Another badge; the old one is dead from now on."""
    tx.execute(t.clerk.update().where(_C.id == clerk_id).values(badge_hash=digest))


def guard(tx: Tx, hub_id: str, clerk_id: str) -> Guard | None:
    """What a PIN is tried against; None for somebody who does not work here."""
    row = tx.execute(select(t.clerk).where(_C.hub_id == hub_id, _C.id == clerk_id, _C.active)).one_or_none()
    return Guard(_clerk(row), row.pin_hash, row.wrong_tries, row.wait_until) if row else None


def count_try(tx: Tx, seen: Guard, tries: int, wait_until: datetime | None) -> bool:
    """Count a try before it is looked at; False when another counter has counted one since ``seen``."""
    here = (_C.id == seen.clerk.id) & (_C.wrong_tries == seen.tries)
    here &= _C.wait_until.is_(None) if seen.wait_until is None else _C.wait_until == seen.wait_until
    return tx.execute(t.clerk.update().where(here).values(wrong_tries=tries, wait_until=wait_until)).rowcount == 1


def forgive(tx: Tx, clerk_id: str) -> None:
    """The right PIN was given: nothing was tried before."""
    tx.execute(t.clerk.update().where(_C.id == clerk_id).values(wrong_tries=0, wait_until=None))


def _clerk(row: Row[Any]) -> Clerk:
    return Clerk(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        active=row.active,
        has_pin=row.pin_hash is not None,
        has_badge=row.badge_hash is not None,
    )
