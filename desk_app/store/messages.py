"""Messages: whom to tell about what, never in which words. Their states move by guarded updates.

A row that is claimed has a token of its own: only whoever holds it says how its sending went on.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import Executable, Row, String, and_, bindparam, case, exists, func, literal_column, select

from desk_app.domain.messages import CLAIM, NEEDS_PERSON, UNSENT, Channel, Listed, Message, MessageKind, MessageState
from desk_app.domain.prints import reason_fields
from desk_app.domain.values import Reason
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.journal import Act
from desk_app.store.keys import new_key

_M, _O = t.message.c, t.shop_order.c
_WAITING, _SENDING, _HANDING = MessageState.WAITING, MessageState.SENDING, MessageState.HANDING


def _in(states: Collection[MessageState]) -> Any:
    """Written out, since a partial index serves only where the planner reads it."""
    written = [literal_column(f"'{state.value}'", String) for state in sorted(states)]
    return _M.state == written[0] if len(written) == 1 else _M.state.in_(written)


# what is to be told


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told, to the pickup's customer or to the shop, and the reason that it is told for once."""

    kind: MessageKind
    once: str
    due: datetime
    channel: Channel = Channel.EMAIL
    pickup_id: str | None = None
    shop_id: str | None = None
    parcel_ids: Sequence[str] = ()
    day: str = ""


def put(tx: Tx, act: Act, *tellings: Telling, gathers: bool = False) -> set[str]:
    """Have these told, unless they are for the same reason already; the reasons of those whose parcels are told of.

    ``gathers``: while a message still waits, it tells of these parcels too; cancelled, it waits again, for these
    alone. All are one statement, since a customer may be waiting; so no reason may come twice.
    """
    rows = [_row(act, telling) for telling in tellings]
    return set(tx.execute(_insert(tx.dialect.name, gathers=gathers), rows).scalars()) if rows else set()


def _row(act: Act, telling: Telling) -> dict[str, Any]:
    return {
        "id": new_key(),
        "hub_id": act.hub_id,
        "once": telling.once,
        "kind": telling.kind,
        "channel": telling.channel,
        "shop_id": telling.shop_id,
        "pickup_id": telling.pickup_id,
        "parcel_ids": " ".join(telling.parcel_ids),
        "day": telling.day,
        "made_at": act.at,
        "next_try_at": telling.due,
    }


@cache
def _insert(dialect: str, *, gathers: bool) -> Executable:
    """One statement: the customer is read, and what is known met, by the database itself."""
    names = ("id", "hub_id", "once", "kind", "channel", "shop_id", "pickup_id", "parcel_ids", "day", "made_at")
    person = select(t.pickup.c.person_id).where(t.pickup.c.id == bindparam("pickup_id")).scalar_subquery()
    insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(t.message)
    values: dict[str, Any] = {name: bindparam(name) for name in (*names, "next_try_at")}
    insert = insert.values(**values, person_id=person, state=_WAITING, attempts=0, trouble="")
    reason = [_M.hub_id, _M.once]
    if not gathers:
        statement = insert.on_conflict_do_nothing(index_elements=reason)
    else:
        new = insert.excluded
        joins = _in({_WAITING})
        joined = {
            "state": _WAITING,
            "attempts": case((joins, _M.attempts), else_=0),
            "parcel_ids": case((joins, _M.parcel_ids + " " + new.parcel_ids), else_=new.parcel_ids),
            "next_try_at": case(  # what comes may bring an address
                (and_(joins, _M.trouble == ""), _M.next_try_at), else_=new.next_try_at
            ),
        }
        again = _in({_WAITING, MessageState.CANCELLED})
        statement = insert.on_conflict_do_update(index_elements=reason, set_=joined, where=again)
    return statement.returning(_M.once)  # type: ignore[no-any-return]  # of a module that is chosen at run time


def unsent_about(tx: Tx, hub_id: str, kinds: Collection[MessageKind], parcel_id: str) -> tuple[Message, ...]:
    """What nobody is sending yet and tells of that parcel."""
    query = select(t.message).where(_M.hub_id == hub_id, _in(UNSENT), _M.state.in_((_WAITING, MessageState.FAILED)))
    rows = tx.execute(query.where(_M.kind.in_(kinds), _M.parcel_ids.contains(parcel_id)))
    return tuple(map(_message, rows))


def is_told(tx: Tx, hub_id: str, kinds: Collection[MessageKind], pickup_id: str, parcel_id: str) -> bool:
    """Whether one of these has told a pickup's customer of that parcel, or will."""
    person = select(t.pickup.c.person_id).where(t.pickup.c.id == pickup_id).scalar_subquery()
    mine = (_M.hub_id == hub_id) & (_M.person_id == person) & _M.kind.in_(kinds)
    stands = (_M.state != MessageState.CANCELLED) & _M.parcel_ids.contains(parcel_id)
    return bool(tx.execute(select(exists().where(mine, stands))).scalar())


def tell_of(tx: Tx, message_id: str, parcel_ids: Sequence[str]) -> None:
    """A message tells of these parcels only."""
    tx.execute(t.message.update().where(_M.id == message_id).values(parcel_ids=" ".join(parcel_ids)))


# sending


def is_work(tx: Tx, hub_id: str, now: datetime) -> bool:
    """Whether something is due or was left by a counter that was killed; asked often, and writes nothing."""
    return bool(tx.execute(_IS_WORK, {"hub_id": hub_id, "now": now}).scalar())


def release(tx: Tx, hub_id: str, now: datetime, perhaps: Reason) -> None:
    """What a killed counter had claimed waits again; what it was handing to a server is for a person to look at."""
    late = (_M.hub_id == hub_id) & (_M.claimed_until <= now)
    free: dict[str, Any] = {"claimed_by": None, "claimed_until": None}
    tx.execute(t.message.update().where(late, _in({_SENDING})).values(state=_WAITING, next_try_at=now, **free))
    lost = {"state": MessageState.PERHAPS, "trouble": _packed(perhaps), "claimed_until": None}
    tx.execute(t.message.update().where(late, _in({_HANDING})).values(lost))


def doubt(tx: Tx, now: datetime, perhaps: Reason) -> int:
    """What was due by now was perhaps sent after this database was copied, where anything ever was; how many."""
    told = select(_M.id).where(_in({MessageState.SENT})).exists()
    due = (_in({_WAITING}) & (_M.next_try_at <= now)) | _in({_SENDING, _HANDING})
    lost = {"state": MessageState.PERHAPS, "trouble": _packed(perhaps), "claimed_until": None}
    return tx.execute(t.message.update().where(due, told).values(lost)).rowcount


def claim(tx: Tx, hub_id: str, now: datetime, token: str, shut: Collection[Channel] = ()) -> Message | None:
    """The message that is due longest, from now on ours; none of the ``shut`` channels. None when nothing is due."""
    due = (
        select(_M.id)
        .where(_M.hub_id == hub_id, _in({_WAITING}), _M.next_try_at <= now, _M.channel.not_in(shut))
        .order_by(_M.next_try_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = t.message.update().where(_M.id == due.scalar_subquery(), _in({_WAITING}))
    values = {"state": _SENDING, "attempts": _M.attempts + 1, "claimed_by": token, "claimed_until": now + CLAIM}
    row = tx.execute(taken.values(values).returning(*t.message.c)).one_or_none()
    return _message(row) if row else None


def begin_handing(tx: Tx, message_id: str, token: str, now: datetime, parcel_ids: Sequence[str]) -> bool:
    """From the next byte on the server may have it, with the words about these parcels. Whether it still was ours."""
    mine = (_M.id == message_id) & (_M.claimed_by == token) & _in({_SENDING})
    values = {"state": _HANDING, "claimed_until": now + CLAIM, "parcel_ids": " ".join(parcel_ids)}
    return tx.execute(t.message.update().where(mine).values(values)).rowcount == 1


def finish(tx: Tx, message_id: str, token: str, state: MessageState, reason: Reason | None = None, **more: Any) -> None:
    """How our sending ended; also when somebody has taken us for killed meanwhile, as long as nobody has decided."""
    mine = (_M.id == message_id) & (_M.claimed_by == token) & _in({_SENDING, _HANDING, MessageState.PERHAPS})
    values = {"state": state, "trouble": _packed(reason), "claimed_until": None, **more}
    tx.execute(t.message.update().where(mine).values(values))


def park(tx: Tx, hub_id: str, channel: Channel, now: datetime, until: datetime, reason: Reason) -> None:
    """There is no such channel: what is due to go by it waits, and says why."""
    due = (_M.hub_id == hub_id) & (_M.channel == channel) & _in({_WAITING}) & (_M.next_try_at <= now)
    tx.execute(t.message.update().where(due).values(next_try_at=until, trouble=_packed(reason)))


def hurry(tx: Tx, hub_id: str, now: datetime) -> None:
    """Everything that waits is due now."""
    waits = (_M.hub_id == hub_id) & _in({_WAITING}) & (_M.next_try_at > now)
    tx.execute(t.message.update().where(waits).values(next_try_at=now))


# what is known, and decided by a person


def by_id(tx: Tx, hub_id: str, message_id: str) -> Message | None:
    """One message."""
    row = tx.execute(select(t.message).where(_M.hub_id == hub_id, _M.id == message_id)).one_or_none()
    return _message(row) if row else None


def by_once(tx: Tx, hub_id: str, once: str) -> Message | None:
    """The message that is told for that reason."""
    row = tx.execute(select(t.message).where(_M.hub_id == hub_id, _M.once == once)).one_or_none()
    return _message(row) if row else None


def listed(tx: Tx, hub_id: str, states: Collection[MessageState], limit: int) -> tuple[Listed, ...]:
    """Those in some states with whom they are for, the newest first."""
    query = _LISTED.where(_M.hub_id == hub_id, _M.state.in_(sorted(states)))
    if UNSENT.issuperset(states):  # few among very many, in the order of their own index
        query = query.where(_in(UNSENT)).order_by(_M.id.desc())
    else:
        query = query.order_by(_M.made_at.desc(), _M.id.desc())
    rows = tx.execute(query.limit(limit))
    return tuple(Listed(_message(row), row.name or "", row.goes_to, row.code or "") for row in rows)


def counts(tx: Tx, hub_id: str) -> dict[MessageState, int]:
    """How many are not sent, by state."""
    query = select(_M.state, func.count()).where(_M.hub_id == hub_id, _in(UNSENT)).group_by(_M.state)
    return {MessageState(state): count for state, count in tx.execute(query)}


def to_see(tx: Tx, hub_id: str) -> int:
    """How many need a person."""
    query = select(func.count()).where(_M.hub_id == hub_id, _in(NEEDS_PERSON))
    return int(tx.execute(query).scalar_one())


def move(tx: Tx, message_id: str, before: Collection[MessageState], state: MessageState, **values: Any) -> bool:
    """A person decides: move a message, if it still is in one of ``before``. Whether it was."""
    guarded = t.message.update().where(_M.id == message_id, _in(before))
    free: dict[str, Any] = {"trouble": "", "claimed_by": None, "claimed_until": None}
    return tx.execute(guarded.values(state=state, **free, **values)).rowcount == 1


def came_instead(tx: Tx, parcel_ids: Sequence[str]) -> str:
    """Who fetched these instead of the customer; empty when nobody did."""
    if not parcel_ids:
        return ""
    query = select(t.handover.c.proxy).join(t.parcel, t.parcel.c.handover_id == t.handover.c.id)
    mine = query.where(t.parcel.c.id.in_(parcel_ids), t.handover.c.proxy.is_not(None)).limit(1)
    return tx.execute(mine).scalar() or ""


def last_statement_day(tx: Tx, hub_id: str) -> str | None:
    """The last day of which a shop has a statement: 2026-11-28."""
    return tx.execute(_LAST_STATEMENT, {"hub_id": hub_id}).scalar()


def _message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        once=row.once,
        kind=MessageKind(row.kind),
        channel=Channel(row.channel),
        person_id=row.person_id,
        shop_id=row.shop_id,
        pickup_id=row.pickup_id,
        parcel_ids=tuple(dict.fromkeys(row.parcel_ids.split())),
        day=row.day,
        address=row.address,
        state=MessageState(row.state),
        attempts=row.attempts,
        trouble=Reason(**json.loads(row.trouble)) if row.trouble else None,
        made_at=row.made_at,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
    )


def _packed(reason: Reason | None) -> str:
    if reason is None:
        return ""
    return json.dumps({"key": reason.key, "args": reason_fields(reason)}, ensure_ascii=False)


def _newest(column: Any) -> Any:
    """What the newest order of a message's pickup says."""
    mine = (t.parcel.c.pickup_id == _M.pickup_id) & column.is_not(None)
    query = select(column).join(t.parcel, t.parcel.c.order_id == _O.id).where(mine)
    return query.order_by(t.parcel.c.announced_at.desc()).limit(1).correlate(t.message).scalar_subquery()


_ADDRESS = func.coalesce(
    _M.address, t.shop.c.email, case((_M.pickup_id.is_not(None), func.coalesce(_newest(_O.email), _newest(_O.phone))))
)
_LISTED = (
    select(
        t.message,
        func.coalesce(t.person.c.name, t.shop.c.name).label("name"),
        _ADDRESS.label("goes_to"),
        t.pickup.c.code,
    )
    .select_from(t.message)
    .outerjoin(t.person, t.person.c.id == _M.person_id)
    .outerjoin(t.shop, t.shop.c.id == _M.shop_id)
    .outerjoin(t.pickup, t.pickup.c.id == _M.pickup_id)
)
_HUB = _M.hub_id == bindparam("hub_id")
_IS_WORK = select(
    exists().where(_HUB, _in({_WAITING}), _M.next_try_at <= bindparam("now"))
    | exists().where(_HUB, _M.claimed_until <= bindparam("now"))
)
_LAST_STATEMENT = select(func.max(_M.day)).where(_HUB, _M.kind == literal_column("'statement'", String))
