"""What is no part of the working set any more leaves the copy."""

from datetime import datetime

from sqlalchemy import Table, select, tuple_, union

from desk_app.domain.states import OPEN
from desk_app.store import copy_tables, deeds, search
from desk_app.store import tables as t
from desk_app.store.engine import Tx

_P, _J = t.parcel.c, t.journal.c
_MANY = 500
_BELONGS = (  # a row goes when what it belongs to has gone: in this order
    (t.shop_order.c.id, select(_P.order_id)),
    (t.pickup.c.id, select(_P.pickup_id)),
    (t.person.c.id, union(select(t.shop_order.c.person_id), select(t.pickup.c.person_id))),
    (t.contact.c.person_id, select(t.person.c.id)),
    (t.person_key.c.person_id, select(t.person.c.id)),
    (t.handover.c.pickup_id, select(t.pickup.c.id)),
    (t.payment.c.order_id, select(t.shop_order.c.id)),
    (t.cold_spell.c.parcel_id, select(_P.id)),
    (t.remark.c.parcel_id, select(_P.id)),
)


def prune(tx: Tx, since: datetime) -> None:
    """Take away what has left before then, unless something of the same order or pickup is open or left later."""
    seeds = t.in_states(OPEN) | (_P.moved_at >= since)
    others = (column.not_in(select(column).where(seeds)) for column in (_P.order_id, _P.pickup_id))
    tx.execute(t.parcel.delete().where(*others))
    for column, kept in _BELONGS:
        assert isinstance(column.table, Table)
        tx.execute(column.table.delete().where(column.not_in(kept)))
    _prune_lines(tx, since)
    _prune_words(tx)
    deeds.prune(tx, since)


def _prune_lines(tx: Tx, since: datetime) -> None:
    """The journal's last lines stay: this counter's next one follows one of them."""
    is_last = tuple_(_J.counter, _J.seq).in_(select(copy_tables.seen.c.counter, copy_tables.seen.c.seq))
    is_others = _J.parcel_id.is_(None) | _J.parcel_id.not_in(select(_P.id))
    tx.execute(t.journal.delete().where(_J.at < since, is_others, ~is_last))


def _prune_words(tx: Tx) -> None:
    """The vocabulary is that of the names that are there."""
    keys = tx.execute(select(t.person_key.c.key)).scalars()
    used = {word for key in keys for word in search.words_of(key)}
    gone = sorted(set(tx.execute(select(t.name_word.c.word)).scalars()) - used)
    for start in range(0, len(gone), _MANY):
        for column in (t.name_word.c.word, t.name_slip.c.word):
            tx.execute(column.table.delete().where(column.in_(gone[start : start + _MANY])))
