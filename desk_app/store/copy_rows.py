"""Which of a hub's rows its counters keep a copy of, read at the server and written into the copy.

The working set is what is open and what has moved since some days ago, with all parcels of their orders and pickups,
and what belongs to those. Rows go from one database to the other as they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import CompoundSelect, Row, Select, Table, bindparam, literal, select, tuple_, union, union_all

from desk_app.domain import chain
from desk_app.domain.states import IN_HOUSE, OPEN
from desk_app.domain.verdicts import Verdict
from desk_app.store import copy_tables, search
from desk_app.store import tables as t
from desk_app.store.among import among
from desk_app.store.columns import UtcTime
from desk_app.store.engine import Tx

HOUSE = (t.hub, t.hub_setting, t.shop, t.shelf, t.clerk, t.message_text)
"""Small tables, kept whole."""

THEIRS = (
    *(t.person, t.contact, t.person_key, t.pickup, t.shop_order, t.parcel),
    *(t.handover, t.payment, t.cold_spell, t.remark, t.journal),
)
"""What is kept of the working set alone."""

WORDS = (t.name_word, t.name_slip)
"""What is made of the names that are kept."""

FORGETS = frozenset({Verdict.ERASED, Verdict.PURGED})
"""What the journal says where people were forgotten."""

Rows = Mapping[Table, Sequence[Row[Any]]]
Heads = dict[str, tuple[int, str]]
"""Where each counter's chain ends: its last number, and the digest there."""

_P, _O, _K, _J, _H = t.parcel.c, t.shop_order.c, t.pickup.c, t.journal.c, t.journal_head.c


@dataclass(slots=True)
class Touched:
    """What may have changed: parcels, and whom and what they belonged to until then."""

    parcels: set[str] = field(default_factory=set)
    pickups: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    """Parcels whose lines of the journal the copy has, but for new ones."""

    def parts(self, size: int) -> Iterator["Touched"]:
        """The same, in parts of at most so many of each."""
        every = [sorted(some) for some in (self.parcels, self.pickups, self.people)]
        for start in range(0, max(map(len, every)), size):
            parcels, pickups, people = (set(some[start : start + size]) for some in every)
            yield Touched(parcels, pickups, people, self.known)


# read at the server


def heads(tx: Tx, hub_id: str) -> Heads:
    """The end of each counter's chain."""
    return {row.counter: (row.seq, row.digest or chain.START) for row in tx.execute(_HEADS, {"hub_id": hub_id})}


def digests(tx: Tx, hub_id: str, seen: Heads) -> Heads:
    """What stands at these places of the chains; places that are not there are left out."""
    found: Heads = {}
    for counter, (seq, _digest) in seen.items():
        row = tx.execute(_AT, {"hub_id": hub_id, "of_counter": counter, "at_seq": seq}).one_or_none()
        if row is not None:
            found[counter] = (row.seq, row.digest)
    return found


def lines_after(tx: Tx, hub_id: str, counter: str, seq: int) -> Sequence[Row[Any]]:
    """The lines of a counter's chain from that place on, itself included."""
    return _read(tx, _AFTER, {"hub_id": hub_id, "of_counter": counter, "at_seq": seq})


def last_lines(tx: Tx, hub_id: str) -> Sequence[Row[Any]]:
    """The last line of each counter, which the next one follows."""
    query = select(t.journal).join(t.journal_head, _IS_LAST).where(_H.hub_id == bindparam("hub_id"))
    return _read(tx, query, {"hub_id": hub_id})


def has_forgotten(tx: Tx, hub_id: str, seen: Heads) -> bool:
    """Whether anybody was forgotten after these places of the chains."""
    mine = (_J.hub_id == hub_id, _J.verdict.in_(FORGETS))
    for counter in heads(tx, hub_id):
        after = _J.seq > seen.get(counter, (0, ""))[0]
        if tx.execute(select(_J.id).where(*mine, _J.counter == counter, after).limit(1)).first():
            return True
    return False


def lines_since(tx: Tx, hub_id: str, since: datetime, last: str, limit: int) -> Sequence[Row[Any]]:
    """Lines of any counter from that time on, the earliest first; those of that time itself from behind ``last`` on."""
    query = select(t.journal).where(_J.hub_id == hub_id, tuple_(_J.at, _J.id) > tuple_(literal(since, UtcTime), last))
    return _read(tx, query.order_by(_J.at, _J.id).limit(limit), {})


def seeds(tx: Tx, hub_id: str, since: datetime) -> Sequence[str]:
    """The parcels that are open or have moved since then, those of one pickup together."""
    query = _seeds(hub_id, since).subquery()
    return tx.execute(select(query.c.id).order_by(query.c.pickup_id, query.c.id)).scalars().all()


def _seeds(hub_id: str, since: datetime) -> CompoundSelect[Any]:
    mine = select(_P.id, _P.order_id, _P.pickup_id).where(_P.hub_id == hub_id)
    left = (mine.where(t.in_states(states), _P.moved_at >= since) for states in (t.COLLECTED, t.DROPPED))
    return union_all(mine.where(t.in_states(OPEN)), *left)


def house(tx: Tx, hub_id: str) -> Rows:
    """The small tables."""
    return {table: _read(tx, query, {"hub_id": hub_id}) for table, query in _HOUSE.items()}


def around(tx: Tx, touched: Touched) -> Rows:
    """All that belongs to the same orders and pickups as these parcels."""
    known = {"parcels": touched.parcels, "pickups": touched.pickups}
    rows = {t.parcel: _read(tx, _PARCELS, known)}
    keys = {f"{name[:-3] or 'parcel'}s": _all(rows[t.parcel], name) for name in ("id", "order_id", "pickup_id")}
    rows[t.shop_order] = _read(tx, _ORDERS, keys)
    rows[t.pickup] = _read(tx, _PICKUPS, {"pickups": keys["pickups"] | touched.pickups})
    keys["unknown"] = keys["parcels"] - touched.known
    people = _all(rows[t.shop_order], "person_id") | _all(rows[t.pickup], "person_id") | touched.people
    for table, query in _RELATIVES.items():
        if keys["unknown"] or table is not t.journal:
            rows[table] = _read(tx, query, keys | {"people": people})
    return rows


def _read(tx: Tx, query: Select[Any], values: Mapping[str, object]) -> Sequence[Row[Any]]:
    return tx.execute(query, values).all()


def _all(rows: Iterable[Row[Any]], name: str) -> set[str]:
    return set(map(attrgetter(name), rows))


# written into the copy


def write(tx: Tx, rows: Rows, schema: str = "main") -> None:
    """Write these rows, instead of what was there under their keys."""
    for table, some in rows.items():
        if some:
            columns = ", ".join(column.name for column in table.c)
            marks = ", ".join("?" * len(table.c))
            statement = f"INSERT OR REPLACE INTO {schema}.{table.name} ({columns}) VALUES ({marks})"
            tx.exec_driver_sql(statement, _as_kept(table, some))


def _as_kept(table: Table, rows: Sequence[Row[Any]]) -> list[tuple[Any, ...]]:
    """The rows as SQLite has them, in a fourth of the time that SQLAlchemy takes for it."""
    times = [place for place, column in enumerate(table.c) if isinstance(column.type, UtcTime)]
    if not times:
        return list(map(tuple, rows))
    kept = list(map(list, rows))
    for row in kept:
        for place in times:
            if row[place] is not None:
                row[place] = row[place].replace(tzinfo=None).isoformat(" ", "microseconds")
    return list(map(tuple, kept))


def put(tx: Tx, rows: Rows) -> None:
    """Write these rows, instead of what was there under their keys; people are found by nothing else any more."""
    people = {"people": _all(rows.get(t.person, ()), "id")}
    for forget in _FORGET if people["people"] else ():
        tx.execute(forget, people)
    write(tx, rows)
    keys = rows.get(t.person_key, ())
    if keys:
        search.learn_words(tx, keys[0].hub_id, words_of(_all(keys, "key")))  # a copy is of one hub


def words_of(keys: Iterable[str]) -> set[str]:
    """The words of what finds people."""
    return {word for key in keys for word in search.words_of(key)}


def put_house(tx: Tx, rows: Rows) -> None:
    """Write the small tables anew; what is open is sorted by the names that shops and shelves now have."""
    for table, key, place, states in _REPEATED:
        before = {row.id: row[1] for row in tx.execute(select(table.c.id, key))}
        for row in rows[table]:
            is_called = getattr(row, key.name)
            if before.get(row.id, is_called) != is_called:
                mine = (_P[f"{table.name}_id"] == row.id) & t.in_states(states)
                tx.execute(t.parcel.update().where(mine).values({place: is_called}))
    for table in rows:
        tx.execute(table.delete())
    write(tx, rows)


def put_heads(tx: Tx, hub_id: str, ends: Heads) -> None:
    """Write down how far the copy has followed these counters."""
    if ends:
        places = [{"counter": counter, "seq": seq, "digest": digest} for counter, (seq, digest) in ends.items()]
        tx.execute(_PUT[copy_tables.seen], places)
        tx.execute(_PUT[t.journal_head], [{"hub_id": hub_id, "counter": c, "seq": seq} for c, (seq, _) in ends.items()])


def seen(tx: Tx) -> Heads:
    """How far the copy has followed each counter."""
    return {row.counter: (row.seq, row.digest) for row in tx.execute(_SEEN)}


def before(tx: Tx, touched: Touched) -> Touched:
    """Whom and what these parcels belong to as far as the copy knows."""
    rows = tx.execute(_BEFORE, {"parcels": touched.parcels, "pickups": touched.pickups}).all()
    people = {person_id for row in rows for person_id in (row.person_id, row.comer_id)}
    known = {row.id for row in rows}
    return Touched(touched.parcels, touched.pickups | {row.pickup_id for row in rows}, people, known)


_SEEN = select(copy_tables.seen)
_IS_LAST = (_J.hub_id == _H.hub_id) & (_J.counter == _H.counter) & (_J.seq == _H.seq)
_AT = select(_J.seq, _J.digest).where(
    _J.hub_id == bindparam("hub_id"), _J.counter == bindparam("of_counter"), _J.seq == bindparam("at_seq")
)
_AFTER = (
    select(t.journal)
    .where(_J.hub_id == bindparam("hub_id"), _J.counter == bindparam("of_counter"), _J.seq >= bindparam("at_seq"))
    .order_by(_J.seq)
)
_HEADS = select(_H.counter, _H.seq, _J.digest).outerjoin(t.journal, _IS_LAST).where(_H.hub_id == bindparam("hub_id"))
_REPEATED = (
    (t.shop, t.shop.c.name_key, "shop_key", OPEN),
    (t.shelf, t.shelf.c.code_key, "shelf_key", IN_HOUSE),
)


_MINE = among(_P.id, "parcels")
_PARCELS = select(t.parcel).where(
    _P.id.in_(
        union(
            select(_P.id).where(_P.order_id.in_(select(_P.order_id).where(_MINE))),
            select(_P.id).where(_P.pickup_id.in_(select(_P.pickup_id).where(_MINE))),
            select(_P.id).where(among(_P.pickup_id, "pickups")),
        )
    )
)
_ORDERS = select(t.shop_order).where(among(_O.id, "orders"))
_PICKUPS = select(t.pickup).where(among(_K.id, "pickups"))
_RELATIVES = {
    t.person: select(t.person).where(among(t.person.c.id, "people")),
    t.contact: select(t.contact).where(among(t.contact.c.person_id, "people")),
    t.person_key: select(t.person_key).where(among(t.person_key.c.person_id, "people")),
    t.handover: select(t.handover).where(among(t.handover.c.pickup_id, "pickups")),
    t.payment: select(t.payment).where(among(t.payment.c.order_id, "orders")),
    t.cold_spell: select(t.cold_spell).where(among(t.cold_spell.c.parcel_id, "parcels")),
    t.remark: select(t.remark).where(among(t.remark.c.parcel_id, "parcels")),
    t.journal: select(t.journal).where(among(_J.parcel_id, "unknown")),
}
_HOUSE = {
    table: select(table).where((table.c.id if table is t.hub else table.c.hub_id) == bindparam("hub_id"))
    for table in HOUSE
}
_BEFORE = (
    select(_P.id, _P.pickup_id, _O.person_id, _K.person_id.label("comer_id"))
    .join(t.shop_order, _O.id == _P.order_id)
    .join(t.pickup, _K.id == _P.pickup_id)
    .where(_MINE | among(_P.pickup_id, "pickups"))
)
_PUT = {table: table.insert().prefix_with("OR REPLACE") for table in (t.journal_head, copy_tables.seen)}
_FORGET = [table.delete().where(among(table.c.person_id, "people")) for table in (t.contact, t.person_key)]
