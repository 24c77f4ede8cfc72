"""The door to the database: what is on, what is tried again, and what a clerk reads when it is shut."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from desk_app.domain.states import State
from desk_app.store import engine, hubs, parcels
from desk_app.store import tables as t
from desk_app.store.engine import Conflict, Rollback, Store
from desk_app.store.errors import DatabaseOffline, DatabaseUnusable
from desk_app.store.keys import new_key
from tests.databases import execute, free_port, postgres_database

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def key_of(error: pytest.ExceptionInfo[DatabaseOffline]) -> str:
    """Which text of the translations says it."""
    return error.value.reason.key.removeprefix("errors.")


def write(store: Store, statement: str) -> int:
    """Write by one statement; how many rows."""
    return store.write(lambda tx: tx.execute(text(statement)).rowcount)


@pytest.fixture
def server_database(postgres_url: str) -> Iterator[str]:
    """An empty database on the server."""
    with postgres_database(postgres_url) as url:
        yield url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "comptoir",
        "mysql://hub/comptoir",
        "sqlite+nodriver:///hub.sqlite3",
        "postgresql://hub:port/x",
        "postgres://h/x",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        Store(url)
    assert refused.value.reason.key == "errors.database_address"


def test_a_state_that_does_not_follow_is_a_bug(store: Store) -> None:
    with pytest.raises(ValueError, match="ready is not followed by announced"):
        store.write(lambda tx: parcels.move(tx, "BCD", State.READY, State.ANNOUNCED, {}))


@pytest.mark.parametrize("way", ["read", "write"])
def test_sqlite_is_set_to_lose_nothing(tmp_path: Path, way: str) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'hub.sqlite3'}")) as store:
        for _ in range(2):  # on a new connection and on one from the pool
            ask = getattr(store, way)
            found = {
                name: ask(lambda tx, name=name: tx.execute(text(f"PRAGMA {name}")).scalar())
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            patience = 5000 if way == "read" else 0  # a writer waits for its turn itself
            assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": patience}


def test_foreign_keys_are_kept(store: Store) -> None:
    orphan = t.person.insert().values(id=new_key(), hub_id="nobody", name="Éloïse")
    with pytest.raises(Conflict):
        store.write(lambda tx: tx.execute(orphan))
    hub_id = store.write(lambda tx: hubs.open_hub(tx, "Maison"))
    store.write(lambda tx: hubs.save_setting(tx, hub_id, "hold.chilled_hours", "6"))
    with pytest.raises(Conflict):
        store.write(lambda tx: tx.execute(t.hub.delete()))
    assert store.read(hubs.first_hub) == hub_id


@pytest.mark.parametrize("hours", [-5, 0, 2])
def test_times_are_utc_in_the_store_and_aware_outside(store: Store, hours: int) -> None:
    at = NOON.replace(microsecond=123456).astimezone(timezone(timedelta(hours=hours)))
    hub_id = store.write(lambda tx: hubs.open_hub(tx, "Maison"))
    person = {"id": new_key(), "hub_id": hub_id, "name": "Éloïse"}
    pickup = {"id": "1", "hub_id": hub_id, "code": "BCD", "person_id": person["id"], "opened_at": at, "closed_at": None}
    store.write(lambda tx: (tx.execute(t.person.insert(), [person]), tx.execute(t.pickup.insert(), [pickup])))
    opened, closed = store.read(lambda tx: tx.execute(select(t.pickup.c.opened_at, t.pickup.c.closed_at)).one())
    assert opened == at
    assert (opened.tzinfo, opened.utcoffset(), closed) == (UTC, timedelta(0), None)
    written = store.read(lambda tx: tx.execute(text("SELECT CAST(opened_at AS TEXT) FROM pickup")).scalar())
    assert str(written).startswith("2026-11-23 11:00:00.123456" if store.is_sqlite else "2026-11-23")
    earlier = select(t.pickup.c.id).where(t.pickup.c.opened_at < at + timedelta(seconds=1))
    assert store.read(lambda tx: tx.execute(earlier).scalars().all()) == ["1"]


def test_a_time_without_a_zone_is_a_bug(store: Store) -> None:
    naive = select(t.pickup.c.id).where(t.pickup.c.opened_at < datetime(2026, 11, 23))
    with pytest.raises(StatementError, match="without a zone"):
        store.read(lambda tx: tx.execute(naive))


def test_a_rollback_leaves_nothing_and_returns_its_value(store: Store) -> None:
    def do(tx: Connection) -> str:
        hubs.open_hub(tx, "Maison")
        raise Rollback("seen")

    assert store.write(do) == "seen"
    assert store.read(hubs.first_hub) is None


def test_an_action_that_raises_leaves_nothing(store: Store) -> None:
    def do(tx: Connection) -> None:
        hubs.open_hub(tx, "Maison")
        raise LookupError("a bug")

    with pytest.raises(LookupError, match="a bug"):
        store.write(do)
    assert store.read(hubs.first_hub) is None


def test_a_conflict_is_tried_again_from_the_start_and_then_told(store: Store) -> None:
    tried = []

    def do(tx: Connection) -> None:
        tried.append(hubs.first_hub(tx))
        tx.execute(t.hub.insert(), [{"id": "1", "name": "a"}])
        tx.execute(t.hub.insert(), [{"id": "1", "name": "b"}])

    with pytest.raises(Conflict):
        store.write(do)
    assert tried == [None] * engine.TRIES


def test_a_deadlock_is_tried_again(server_database: str) -> None:
    """Two counters change two rows in opposite orders: the server stops one of them, which then begins again."""
    with closing(Store(server_database)) as store:
        write(store, "CREATE TABLE seat (id TEXT PRIMARY KEY, taken INTEGER)")
        write(store, "INSERT INTO seat VALUES ('a', 0), ('b', 0)")
        both_have_one, tries = Barrier(2), []

        def take(first: str, second: str) -> None:
            def do(tx: Connection) -> None:
                tries.append(first)
                tx.execute(text("UPDATE seat SET taken = taken + 1 WHERE id = :id"), {"id": first})
                if tries.count(first) == 1:
                    both_have_one.wait()
                tx.execute(text("UPDATE seat SET taken = taken + 1 WHERE id = :id"), {"id": second})

            store.write(do)

        with ThreadPoolExecutor(2) as pool:
            for done in (pool.submit(take, "a", "b"), pool.submit(take, "b", "a")):
                done.result()
        assert len(tries) > 2
        assert store.read(lambda tx: tx.execute(text("SELECT SUM(taken) FROM seat")).scalar()) == 4


def test_connections_that_broke_while_idle_are_replaced(server_database: str, postgres_url: str) -> None:
    """A server was restarted over lunch; nobody notices."""
    with closing(Store(server_database)) as store:
        write(store, "CREATE TABLE seat (id TEXT)")
        name = server_database.rpartition("/")[2]

        def restart() -> None:
            execute(postgres_url, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")

        def count() -> object:
            return store.read(lambda tx: tx.execute(text("SELECT COUNT(*) FROM seat")).scalar())

        assert count() == 0
        restart()
        assert count() == 0
        restart()
        write(store, "INSERT INTO seat VALUES ('a')")
        assert count() == 1


def test_busy_on_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.01)
    with closing(Store(f"sqlite:///{tmp_path / 'hub.sqlite3'}")) as store:
        write(store, "CREATE TABLE seat (id TEXT)")
        with closing(sqlite3.connect(tmp_path / "hub.sqlite3", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert store.read(lambda tx: tx.execute(text("SELECT COUNT(*) FROM seat")).scalar()) == 0  # readers go on
            with pytest.raises(DatabaseOffline) as busy:
                write(store, "INSERT INTO seat VALUES ('a')")
            assert key_of(busy) == "database_busy"
        assert write(store, "INSERT INTO seat VALUES ('a')") == 1


def with_options(monkeypatch: pytest.MonkeyPatch, options: str) -> None:
    """Connect to the server with other limits."""
    monkeypatch.setattr(engine, "_pg_options", lambda: options)


def test_busy_on_postgresql(server_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_options(monkeypatch, "-c lock_timeout=10")
    with closing(Store(server_database)) as store, closing(Store(server_database)) as other:
        write(store, "CREATE TABLE seat (id TEXT)")
        with other._writer.begin() as holding:
            holding.execute(text("LOCK TABLE seat"))
            with pytest.raises(DatabaseOffline) as busy:
                write(store, "INSERT INTO seat VALUES ('a')")
        assert key_of(busy) == "database_busy"


def test_a_server_that_does_not_finish(server_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_options(monkeypatch, "-c statement_timeout=10")
    with closing(Store(server_database)) as store, pytest.raises(DatabaseOffline) as hung:
        store.read(lambda tx: tx.execute(text("SELECT pg_sleep(60)")))
    assert key_of(hung) == "database_unreachable"


def test_a_server_that_only_reads(server_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_options(monkeypatch, "-c default_transaction_read_only=on")
    with closing(Store(server_database)) as store, pytest.raises(DatabaseOffline) as refused:
        write(store, "CREATE TABLE seat (id TEXT)")
    assert key_of(refused) == "database_readonly"


def test_a_server_that_is_not_there() -> None:
    with closing(Store(f"postgresql://hub:secret@127.0.0.1:{free_port()}/x")) as store:
        with pytest.raises(DatabaseOffline) as away:
            store.read(lambda tx: tx.execute(text("SELECT 1")))
        assert key_of(away) == "database_unreachable"
        assert "secret" not in store.shown + str(away.value.reason.args)


def test_a_database_that_is_not_there(server_database: str) -> None:
    with closing(Store(server_database + "_not")) as store, pytest.raises(DatabaseOffline) as away:
        store.read(lambda tx: tx.execute(text("SELECT 1")))
    assert key_of(away) == "database_missing"


@pytest.mark.parametrize(
    ("state", "key"),
    [
        ("53100", "disk_full"),
        ("42501", "database_readonly"),
        ("25006", "database_readonly"),
        ("40001", "database_busy"),
        ("40P01", "database_busy"),
        ("55P03", "database_busy"),
    ],
)
def test_a_servers_codes_say_what_it_is_in_any_language(server_database: str, state: str, key: str) -> None:
    raising = f"DO $$ BEGIN RAISE EXCEPTION 'quelque chose ne va pas' USING ERRCODE = '{state}'; END $$"
    with closing(Store(server_database)) as store, pytest.raises(DatabaseOffline) as refused:
        write(store, raising)
    assert key_of(refused) == key


def test_our_own_mistakes_are_no_trouble_of_the_environment(store: Store) -> None:
    for statement in ("SELECT no_such_column FROM hub", "SELECT FROM WHERE", "INSERT INTO hub VALUES ('1', 'a', 'b')"):
        with pytest.raises(DBAPIError):
            write(store, statement)


def test_keys_sort_by_age_and_are_uuids_of_version_7() -> None:
    keys = [new_key() for _ in range(1000)]
    assert len(set(keys)) == 1000
    assert [key[:12] for key in keys] == sorted(key[:12] for key in keys)
    assert {(len(key), key[12], key[16] in "89ab") for key in keys} == {(32, "7", True)}


OPENING = """
import os, sys, traceback
from multiprocessing import get_context
from desk_app.store.engine import Store

start = get_context("fork").Barrier(8)
for _ in range(3):
    os.fork()  # eight of them
for number in range(100):
    store = Store(f"sqlite:///{sys.argv[1]}/{number}.sqlite3")
    start.wait(60)
    try:
        store.read(lambda tx: None)
    except Exception:
        traceback.print_exc()
    store.close()
try:
    while os.wait():
        pass
except ChildProcessError:
    pass
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_several_that_open_a_new_file_at_once_all_may(tmp_path: Path) -> None:
    """SQLite gives a new file its log to one of them, and sends the others away instead of letting them wait."""
    command = [sys.executable, "-c", OPENING, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.sqlite3"))) == 100
