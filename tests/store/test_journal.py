"""The journal refuses to be rewritten, in the database itself, whoever asks."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from desk_app.domain.verdicts import Verdict
from desk_app.store import journal
from desk_app.store.engine import Conflict, Store
from desk_app.store.journal import Line
from tests.counter.hub import Hub

COLUMNS = "id, hub_id, at, counter, clerk, action, verdict, parcel_id, pickup_id, detail, nonce, line"
FORGED = COLUMNS.replace("clerk", "'Autre'")
REWRITES = [
    "UPDATE journal SET clerk = 'Autre'",
    "UPDATE journal SET clerk = 'Autre' WHERE id = (SELECT MIN(id) FROM journal)",
    "UPDATE journal SET detail = detail",
    "DELETE FROM journal",
    "DELETE FROM journal WHERE id = (SELECT MAX(id) FROM journal)",
]
ON_SQLITE = [
    f"INSERT OR REPLACE INTO journal ({COLUMNS}) SELECT {FORGED} FROM journal",
    f"REPLACE INTO journal ({COLUMNS}) SELECT {FORGED} FROM journal",
    f"REPLACE INTO journal ({COLUMNS}) SELECT {FORGED.replace('id, hub_id', 'hub_id, hub_id', 1)} FROM journal LIMIT 1",
    f"INSERT INTO journal ({COLUMNS}) SELECT {FORGED} FROM journal WHERE true"
    " ON CONFLICT (id) DO UPDATE SET clerk = excluded.clerk",
    "UPDATE OR REPLACE journal SET clerk = 'Autre'",
]
ON_POSTGRESQL = [
    "TRUNCATE journal",
    "TRUNCATE hub CASCADE",
    f"INSERT INTO journal ({COLUMNS}) SELECT {FORGED} FROM journal"
    " ON CONFLICT (id) DO UPDATE SET clerk = excluded.clerk",
    "WITH gone AS (DELETE FROM journal RETURNING id) SELECT COUNT(*) FROM gone",
    "MERGE INTO journal USING hub ON true WHEN MATCHED THEN UPDATE SET clerk = 'Autre'",
]


def test_the_journal_is_only_ever_added_to(store: Store) -> None:
    hub = Hub(store)
    hub.collected(pieces=2)
    before = hub.rows(("journal",))
    assert len(before["journal"]) > 4
    for statement in REWRITES + (ON_SQLITE if store.is_sqlite else ON_POSTGRESQL):
        with pytest.raises(DBAPIError, match="only ever added to"):
            hub.write(statement)
        assert hub.rows(("journal",)) == before, statement
    hub.collected("2")
    assert len(hub.rows(("journal",))["journal"]) > len(before["journal"])


def test_other_programs_are_refused_too(store: Store) -> None:
    hub = Hub(store)
    hub.collected()
    before = hub.rows(("journal",))
    if store.is_sqlite:
        with closing(sqlite3.connect(Path(str(store.file)))) as other:
            for statement in REWRITES + ON_SQLITE:
                with pytest.raises(sqlite3.Error, match=r"only ever added to|no such function: desk_app_schema"):
                    other.execute(statement)
    else:
        address = store.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as server:
            for statement in REWRITES + ON_POSTGRESQL:
                with pytest.raises(psycopg.errors.RaiseException, match="only ever added to"):
                    server.execute(statement)
    assert hub.rows(("journal",)) == before


def test_one_act_is_written_once(store: Store) -> None:
    hub = Hub(store)
    act = hub.desk.act("look", "nonce")
    store.write(lambda tx: journal.write(tx, act, [Line(Verdict.MISREAD)]))
    with pytest.raises(Conflict):
        store.write(lambda tx: journal.write(tx, act, [Line(Verdict.MISREAD)]))
    store.write(lambda tx: journal.write(tx, act, []))
    assert [e.verdict for e in hub.journal()] == [Verdict.MISREAD]
    assert store.read(lambda tx: journal.already(tx, "nonce")) == (Line(Verdict.MISREAD),)
    assert store.read(lambda tx: journal.already(tx, "another")) == ()


def test_lines_come_back_in_their_order(store: Store) -> None:
    hub = Hub(store)
    lines = tuple(Line(Verdict.ANNOUNCED, f"parcel-{n:02}", f"pickup-{n}", f"detail {n}") for n in range(30))
    store.write(lambda tx: journal.write(tx, hub.desk.act("import", "n"), lines))
    assert store.read(lambda tx: journal.already(tx, "n")) == lines
    assert journal.parcel_ids([*lines, Line(Verdict.MISREAD)]) == [line.parcel_id for line in lines]
    assert [e.parcel for e in reversed(hub.journal())] == [line.parcel_id for line in lines]
