"""Making people anonymous: their rows stay and are counted, and nothing in them says who it was."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, text, union

from desk_app.domain.messages import UNSENT, MessageState
from desk_app.domain.people import deletions, words
from desk_app.domain.states import OPEN, State
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_C, _O, _P, _K, _I = t.person.c, t.shop_order.c, t.parcel.c, t.pickup.c, t.incident.c
_NOBODY = {"customer": "", "email": None, "phone": None, "items": "", "note": "", "slot": ""}


def due(tx: Tx, hub_id: str, before: datetime, limit: int) -> list[str]:
    """People with nothing open whose last parcel moved before then: no counter gives them anything meanwhile.

    One that another counter is just giving something to is left for later.
    """
    _keep_others_away(tx)
    query = select(_C.id).where(*_is_due(hub_id, before)).order_by(_C.id).limit(limit)
    return list(tx.execute(query.with_for_update(skip_locked=True)).scalars())


def count_due(tx: Tx, hub_id: str, before: datetime) -> int:
    """How many people :func:`due` would name."""
    return tx.execute(select(func.count()).select_from(t.person).where(*_is_due(hub_id, before))).scalar_one()


def _is_due(hub_id: str, before: datetime) -> tuple[ColumnElement[bool], ...]:
    moved = exists().where(_O.person_id == _C.id, _P.order_id == _O.id, or_(t.in_states(OPEN), _P.moved_at >= before))
    ordered = exists().where(_O.person_id == _C.id, _O.announced_at >= before)
    waits = exists().where(_K.person_id == _C.id, _K.closed_at.is_(None))
    return _C.hub_id == hub_id, _C.forgotten_at.is_(None), ~moved, ~ordered, ~waits


def lock(tx: Tx, hub_id: str, person_id: str) -> bool:
    """As :func:`due` for one person, whenever they came last; False where there is no such person to be forgotten."""
    _keep_others_away(tx)
    one = select(_C.id).where(_C.hub_id == hub_id, _C.id == person_id, _C.forgotten_at.is_(None))
    return tx.execute(one.with_for_update()).scalar() is not None


def known(tx: Tx, hub_id: str, after: str, limit: int) -> list[str]:
    """Some people who are not forgotten, in the order of their ids, beginning after that one."""
    some = select(_C.id).where(_C.hub_id == hub_id, _C.id > after, _C.forgotten_at.is_(None))
    return list(tx.execute(some.order_by(_C.id).limit(limit)).scalars())


def forgotten(tx: Tx, people: Sequence[str]) -> list[str]:
    """Those of some people who are forgotten."""
    return list(tx.execute(select(_C.id).where(_C.id.in_(people), _C.forgotten_at.is_not(None))).scalars())


def has_open(tx: Tx, person_id: str) -> bool:
    """Whether parcels of this person are announced or here."""
    query = select(_K.id).where(_K.person_id == person_id, _K.closed_at.is_(None))
    return tx.execute(query).first() is not None


def stale(tx: Tx, hub_id: str, before: datetime, limit: int) -> list[tuple[str, str]]:
    """Announced parcels that nobody has brought since, each with its pickup."""
    query = select(_P.id, _P.pickup_id).where(_P.hub_id == hub_id, t.in_states(OPEN), _P.state == State.ANNOUNCED)
    rows = tx.execute(query.where(_P.moved_at < before).order_by(_P.pickup_id, _P.id).limit(limit))
    return [(row.id, row.pickup_id) for row in rows]


def delete_told(tx: Tx, hub_id: str, before: datetime, limit: int) -> int:
    """Delete messages made before then that were sent or given up, except those of open pickups; how many."""
    message = t.message.c
    over = (message.hub_id == hub_id, message.made_at < before, message.state.not_in(sorted(UNSENT)))
    waits = exists().where(_K.id == message.pickup_id, _K.closed_at.is_(None))  # its reasons are not told again
    some = select(message.id).where(*over, ~waits).order_by(message.made_at).limit(limit)
    return tx.execute(t.message.delete().where(message.id.in_(some))).rowcount


def clear_incidents(tx: Tx, hub_id: str, before: datetime) -> int:
    """Take away what was said of incidents found before then, solved or not; how many."""
    said = or_(_I.what != "", _I.how != "")
    old = t.incident.update().where(_I.hub_id == hub_id, _I.found_at < before, said)
    return tx.execute(old.values(what="", how="")).rowcount


def come_back(tx: Tx, hub_id: str) -> int:
    """Who was forgotten and has had parcels again since is somebody again; how many."""
    again = select(_K.person_id).join(t.person, _C.id == _K.person_id).where(_K.opened_at >= _C.forgotten_at)
    mine = t.person.update().where(_C.hub_id == hub_id, _C.forgotten_at.is_not(None), _C.id.in_(again))
    return tx.execute(mine.values(forgotten_at=None)).rowcount


def forget(tx: Tx, hub_id: str, person_ids: Sequence[str], now: datetime) -> int:
    """Take away all that says who these people are, wherever it is; the number of their parcels, which stay."""
    known = _words_of(tx, person_ids)
    their_orders = select(_O.id).where(_O.person_id.in_(person_ids))
    their_parcels = select(_P.id).where(_P.order_id.in_(their_orders))
    their_pickups = select(_K.id).where(_K.person_id.in_(person_ids))
    orders, parcels, pickups = t.shop_order, t.parcel, t.pickup
    count = tx.execute(parcels.update().where(_P.order_id.in_(their_orders)).values(customer_key="")).rowcount
    tx.execute(t.remark.update().where(t.remark.c.parcel_id.in_(their_parcels)).values(text="", picture=None))
    mine = t.handover.c.pickup_id.in_(their_pickups)
    tx.execute(t.handover.update().where(mine).values(proxy=None, signature=None))
    tx.execute(pickups.update().where(_K.person_id.in_(person_ids)).values(proxy=None))
    tx.execute(t.incident.update().where(_I.pickup_id.in_(their_pickups)).values(what="", how=""))
    tx.execute(orders.update().where(_O.person_id.in_(person_ids)).values(_NOBODY))
    _forget_messages(tx, person_ids)
    tx.execute(t.contact.delete().where(t.contact.c.person_id.in_(person_ids)))
    tx.execute(t.person_key.delete().where(t.person_key.c.person_id.in_(person_ids)))
    gone = t.person.update().where(_C.id.in_(person_ids))
    tx.execute(gone.values(name="", language=None, forgotten_at=now))
    _forget_words(tx, hub_id, known)
    return count


def _keep_others_away(tx: Tx) -> None:
    """No counter learns a name until the transaction ends, so that no word is taken from one that needs it."""
    if tx.dialect.name != "sqlite":
        tx.execute(text("LOCK TABLE person_key IN SHARE ROW EXCLUSIVE MODE"))


def _forget_messages(tx: Tx, person_ids: Sequence[str]) -> None:
    """What was told stays counted; what could not be told is given up."""
    mine = t.message.c.person_id.in_(person_ids)
    tx.execute(t.message.update().where(mine).values(address=None, trouble=""))
    unsent = t.message.c.state.in_(sorted(UNSENT))
    tx.execute(t.message.update().where(mine, unsent).values(state=MessageState.CANCELLED, next_try_at=None))


def _words_of(tx: Tx, person_ids: Sequence[str]) -> set[str]:
    """The words of all names that these people were ever found by."""
    keys = select(t.person_key.c.key).where(t.person_key.c.person_id.in_(person_ids))
    names: Select[Any] = select(_C.name).where(_C.id.in_(person_ids))
    return {word for found in tx.execute(union(keys, names)).scalars() for word in words(found)}


def _forget_words(tx: Tx, hub_id: str, known: set[str]) -> None:
    """Take those out of the hub's vocabulary that are in nobody's name any more."""
    word, slip, key = t.name_word.c, t.name_slip.c, t.person_key.c
    begins = or_(key.key == word.word, and_(key.key > word.word.concat(" "), key.key < word.word.concat("!")))
    ours = (word.hub_id == hub_id) & word.word.in_(sorted(known))
    gone = list(tx.execute(select(word.word).where(ours, ~exists().where(key.hub_id == hub_id, begins))).scalars())
    for some in gone:
        its = (slip.hub_id == hub_id) & slip.slip.in_(sorted(deletions(some))) & (slip.word == some)
        tx.execute(t.name_slip.delete().where(its))
    tx.execute(t.name_word.delete().where(word.hub_id == hub_id, word.word.in_(gone)))
