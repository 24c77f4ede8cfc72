"""How a copy takes its rows from the server: all of them, or those that the journal says have changed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy.exc import DBAPIError

from desk_app.store import copy_before, copy_facts, copy_rows, copy_tables, deeds, search
from desk_app.store import tables as t
from desk_app.store.copy_rows import HOUSE, THEIRS, WORDS, Heads, Rows, Touched
from desk_app.store.engine import Store, Tx, trouble

KEPT = timedelta(days=7)
"""How long what has left the hub stays in the copy."""

_SOME, _MANY_LINES = 1_000, 5_000
_TAKEN = (*HOUSE, *THEIRS, *WORDS)


def since(now: datetime) -> datetime:
    """From when on what has left is kept: by the hour, so that it is not looked for each time."""
    return (now - KEPT).replace(minute=0, second=0, microsecond=0)


def fill(mine: Tx, shown: str, server: Store, hub_id: str, now: datetime) -> bool:
    """Gather everything in a file of the connection's own, which goes with it, then put it in place at once.

    Whether somebody was forgotten since the last time. The copy is not locked while the server is asked, for it may
    stop answering, and then the counter goes on. ``mine`` is in AUTOCOMMIT; ``shown`` is what the copy is called in
    what an error says.
    """
    seen = copy_rows.seen(mine) if copy_facts.every(mine).get("hub_id") == hub_id else {}
    mine.exec_driver_sql("ATTACH '' AS filling")
    try:
        keep = partial(_of_copy, shown, mine)
        ends, forgets = server.snapshot(
            lambda tx: (_gather(tx, hub_id, since(now), keep), bool(seen) and copy_rows.has_forgotten(tx, hub_id, seen))
        )
        mine.exec_driver_sql("BEGIN IMMEDIATE")
        if deeds.count_waiting(mine):  # the server went away meanwhile: what the counter did alone stays to be seen
            return False
        _put_in_place(mine, hub_id, ends, now)
        if forgets:
            _forget_done(mine)
        mine.exec_driver_sql("COMMIT")
        return forgets
    finally:
        mine.rollback()
        mine.exec_driver_sql("DETACH filling")


def _of_copy(shown: str, mine: Tx, write: Callable[[Tx], None]) -> None:
    """What goes wrong with the copy while the server is asked is no trouble of the server's."""
    try:
        mine.exec_driver_sql("BEGIN")  # locks what is written to alone, and that is nobody else's
        write(mine)
        mine.exec_driver_sql("COMMIT")
    except DBAPIError as error:
        raise trouble(error, shown) from error


def _gather(tx: Tx, hub_id: str, since: datetime, keep: Callable[[Callable[[Tx], None]], None]) -> Heads:
    """Read everything at the server, a part at a time; where each chain ended then."""
    keep(_empty_tables)
    for rows in _parts(tx, hub_id, since):
        keep(partial(copy_rows.write, rows=rows, schema="filling"))
    keep(partial(_add_words, hub_id=hub_id))
    return copy_rows.heads(tx, hub_id)


def _add_words(mine: Tx, hub_id: str) -> None:
    keys = mine.exec_driver_sql("SELECT DISTINCT key FROM filling.person_key").scalars()
    words = copy_rows.words_of(keys)
    slips = search.slips_of(words)
    for table, rows in ("name_word", [(hub_id, word) for word in words]), ("name_slip", [(hub_id, *s) for s in slips]):
        if rows:
            mine.exec_driver_sql(f"INSERT INTO filling.{table} VALUES ({', '.join('?' * len(rows[0]))})", rows)


def _empty_tables(filling: Tx) -> None:
    """Without keys and indexes: what comes twice is sorted out when it is put in place."""
    for table in _TAKEN:
        filling.exec_driver_sql(f"DROP TABLE IF EXISTS filling.{table.name}")  # of an attempt that failed
        filling.exec_driver_sql(f"CREATE TABLE filling.{table.name} AS SELECT * FROM main.{table.name} WHERE false")


def _parts(tx: Tx, hub_id: str, since: datetime) -> Iterator[Rows]:
    yield copy_rows.house(tx, hub_id)
    parcels, seeds = set[str](), copy_rows.seeds(tx, hub_id, since)
    for start in range(0, len(seeds), _SOME):
        rows = copy_rows.around(tx, Touched(set(seeds[start : start + _SOME])))
        parcels.update(row.id for row in rows[t.parcel])
        yield rows
    last = (since, "")
    while lines := copy_rows.lines_since(tx, hub_id, *last, _MANY_LINES):
        yield {t.journal: [line for line in lines if line.parcel_id not in parcels]}
        last = (lines[-1].at, lines[-1].id)
    yield {t.journal: copy_rows.last_lines(tx, hub_id)}


def _put_in_place(mine: Tx, hub_id: str, ends: Heads, now: datetime) -> None:
    copy_before.drop_triggers(mine)
    for table in (*_TAKEN, t.message, t.visit, t.incident):  # what the counter did alone is in these too
        mine.exec_driver_sql(f"DELETE FROM main.{table.name}")
    for table in _TAKEN:
        mine.exec_driver_sql(f"INSERT OR REPLACE INTO main.{table.name} SELECT * FROM filling.{table.name}")
    for table in (copy_tables.seen, t.journal_head):
        mine.execute(table.delete())
    copy_rows.put_heads(mine, hub_id, ends)
    copy_before.forget(mine)
    copy_before.make_triggers(mine)
    copy_facts.put(mine, hub_id=hub_id, since=since(now).isoformat(), as_of=now.isoformat())


def _forget_done(mine: Tx) -> None:
    """Somebody was forgotten, and what was done here may name them; what waits is still to be done."""
    deeds.prune(mine, datetime.max.replace(tzinfo=UTC))
    copy_facts.put(mine, wipe="1")
