"""A hub whose second counter has a copy, and what the rows on both sides are."""

from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from desk_app.counter.desk import Desk
from desk_app.store import tables as t
from desk_app.store.copies import Copy
from desk_app.store.copy_rows import HOUSE, THEIRS, WORDS
from desk_app.store.engine import Store, Tx
from tests.counter.hub import Hub

COPIED = (*HOUSE, *THEIRS, t.journal_head)

Rows = dict[str, list[tuple[Any, ...]]]


class Copied:
    """A hub, and the copy of one of its counters; their clock is the same."""

    def __init__(self, hub: Hub, folder: Path) -> None:
        self.hub = hub
        self.copy = Copy(folder / "copy.sqlite", hub.clock)
        self.copy.prepare()
        self.alone = Desk(self.copy.store, hub.desk.hub_id, hub.desk.counter, hub.desk.clerk, hub.clock)

    def follow(self, *, house: bool = True) -> bool:
        """The copy takes what has changed."""
        return self.copy.follow(self.hub.store, self.hub.desk.hub_id, house=house)

    def fill(self) -> None:
        """The copy takes everything."""
        self.copy.fill(self.hub.store, self.hub.desk.hub_id)

    def afresh(self) -> Rows:
        """What a new copy holds."""
        fresh = Copy(self.copy.file.with_name("fresh.sqlite"), self.hub.clock)
        fresh.prepare()
        fresh.fill(self.hub.store, self.hub.desk.hub_id)
        try:
            return rows(fresh.store, (*COPIED, *WORDS))
        finally:
            fresh.close()

    def held(self) -> Rows:
        """What this one holds."""
        return rows(self.copy.store, (*COPIED, *WORDS))

    def query(self, statement: str) -> list[Any]:
        """What a raw statement asks of the copy."""
        return self.copy.store.read(lambda tx: list(tx.exec_driver_sql(statement)))

    def texts(self) -> bytes:
        """All that stands in the copy's files, in small letters."""
        return b"".join(file.read_bytes() for file in self.copy.file.parent.glob("copy.sqlite*")).lower()

    def keep_deed(self, state: str, arguments: str) -> None:
        """Something that the counter has done."""
        names = "nonce, state, at, counter, clerk, clerk_id, is_manager, call, arguments, drawn, verdict"
        values = (
            f"'{state}-1', '{state}', '2026-11-23 11:00:00', 'Poste 1', '', '', 1, 'hand_over', '{arguments}', '', ''"
        )
        self.copy.store.write(lambda tx: tx.exec_driver_sql(f"INSERT INTO copy_deed ({names}) VALUES ({values})"))

    def all_done(self) -> None:
        """The server knows what waited."""
        self.copy.store.write(lambda tx: tx.exec_driver_sql("UPDATE copy_deed SET state = 'done'"))


def rows(store: Store, tables: tuple[Table, ...] = COPIED) -> Rows:
    """All rows of some tables, as values, sorted."""

    def ask(tx: Tx) -> Rows:
        return {table.name: sorted(map(tuple, tx.execute(select(table))), key=repr) for table in tables}

    return store.read(ask)
