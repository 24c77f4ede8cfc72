"""One file that holds a whole database: written while counters work, looked through, taken back into place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from desk_app.counter import announce
from desk_app.counter import backups as keeping
from desk_app.counter.desk import open_desk
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.store import backups, chains, columns, dumps, migrate, sqlite_files
from desk_app.store.engine import Store
from tests.counter.hub import NOON, Hub
from tests.databases import execute, postgres_database, programs
from tests.store.schema import schema_of
from tests.store.test_migrate import next_version

SQLITE = pytest.mark.parametrize("prepared_url", ["sqlite"], indirect=True)
SERVER = pytest.mark.parametrize("prepared_url", ["postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs, those that came with the server."""
    monkeypatch.setenv("PATH", str(programs()), prepend=":")


@pytest.fixture
def hub(store: Store) -> Hub:
    """A hub with a parcel on its shelf and one that has left."""
    made = Hub(store)
    made.ready(customer="Éloïse Lefèvre")
    made.collected("2", "Paul Garnier", email="paul@exemple.fr")
    return made


@contextmanager
def another_database(url: str, folder: Path) -> Iterator[Store]:
    """An empty database of the same kind."""
    if url.startswith("sqlite"):
        with closing(Store(f"sqlite:///{folder / 'elsewhere.sqlite3'}")) as store:
            yield store
        return
    with postgres_database(url) as made, closing(Store(made)) as store:
        yield store


def bare(schema: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Without the conditions of indexes, which a server writes in other words after a restore."""
    return {**schema, "indexes": [row[:2] for row in schema["indexes"]]}


def refused(store: Store, file: Path) -> str:
    """Why a restore is refused."""
    with pytest.raises(EnvironmentTrouble) as told:
        keeping.restore(store, file, "Poste 9", clock=lambda: NOON)
    return told.value.reason.key


def test_what_is_restored_is_what_was_kept(hub: Hub, prepared_url: str, tmp_path: Path) -> None:
    every = (*hub.rows(), "journal", "journal_head")
    before, made = hub.rows(every), schema_of(hub.store)
    kept = backups.save(hub.store, tmp_path / "kept")
    assert (kept.schema, kept.parcels) == (columns.SCHEMA, 2)
    assert [path.name for path in tmp_path.iterdir() if "kept" in path.name or path.name.startswith(".")] == ["kept"]
    with another_database(prepared_url, tmp_path) as store:
        assert backups.restore(store, kept, NOON) is None
        again = Hub.__new__(Hub)
        again.store = store
        assert again.rows(every) == before
        assert bare(schema_of(store)) == bare(made)
        assert chains.verify(store.read)[1] == ()
        assert open_desk(store, "Poste 1").hub_id == hub.desk.hub_id


def test_a_restore_is_journalled_and_what_was_there_is_kept(hub: Hub, prepared_url: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    keeping.save(hub.store, kept)
    hub.announce("later", "Jeanne Martin", email="jeanne@exemple.fr")
    if not hub.store.is_sqlite:
        assert refused(hub.store, kept) == "backups.not_empty"
        assert hub.of_order("later") != []
        return
    done = keeping.restore(hub.store, kept, "Poste 1", "Camille", hub.clock)
    assert hub.of_order("later") == []
    assert hub.journal()[0].verdict is Verdict.RESTORED
    assert chains.verify(hub.store.read)[1] == ()
    assert done.aside is not None
    with closing(Store(f"sqlite:///{done.aside}")) as aside:
        assert Hub(aside, shops=()).of_order("later") != []


def test_counters_go_on_while_it_is_written(hub: Hub, tmp_path: Path) -> None:
    stop = Event()
    numbers = iter(range(10_000))

    def work() -> None:
        while not stop.is_set():
            orders = [Announcement(f"N-{next(numbers)}", "Anne Petit", email="a@exemple.fr") for _ in range(3)]
            announce.import_orders(hub.other, hub.plume, orders)

    writer = Thread(target=work)
    writer.start()
    try:
        found = [backups.save(hub.store, tmp_path / f"kept-{n}") for n in range(3)]
    finally:
        stop.set()
        writer.join()
    counts = [one.parcels for one in found]
    assert counts == sorted(counts)
    assert all((count - 2) % 3 == 0 for count in counts)  # an import is there, or it is not
    hub.check()


@SQLITE
def test_an_open_counter_sees_the_one_database_then_the_other(hub: Hub, tmp_path: Path) -> None:
    """A reader in the middle of its transaction is not disturbed, and no file changes under an open one."""
    keeping.save(hub.store, tmp_path / "kept")
    hub.announce("later", "Jeanne Martin", email="jeanne@exemple.fr")
    assert hub.store.file is not None
    with closing(sqlite3.connect(hub.store.file)) as other:
        other.execute("BEGIN")
        assert other.execute("SELECT COUNT(*) FROM parcel").fetchone() == (3,)
        keeping.restore(Store(hub.store.url), tmp_path / "kept", "Poste 2", clock=hub.clock)
        assert other.execute("SELECT COUNT(*) FROM parcel").fetchone() == (3,)
        other.execute("COMMIT")
        assert other.execute("SELECT COUNT(*) FROM parcel").fetchone() == (2,)
    hub.announce("after", "Jeanne Martin", email="jeanne@exemple.fr")
    hub.check()
    assert hub.query("PRAGMA integrity_check") == [("ok",)]


def test_a_damaged_backup_is_refused_and_nothing_changes(hub: Hub, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    keeping.save(hub.store, kept)
    whole, before = kept.read_bytes(), hub.rows()
    middle = len(whole) // 2
    for broken, why in (
        (b"\x00" * 100 + whole[100:], "backups.foreign"),
        (whole[:middle] + b"\xff" * 6000 + whole[middle + 6000 :], "backups.damaged"),
        (whole[:middle], "backups.damaged"),
        (b"this is a letter to the editor " * 400, "backups.foreign"),
        (b"", "backups.foreign"),
    ):
        kept.write_bytes(broken)
        assert refused(hub.store, kept) == why
        assert (hub.rows(), kept.read_bytes()) == (before, broken)
    assert list(tmp_path.glob("*.before-*")) == []


@SQLITE
def test_a_backup_of_another_program_or_a_newer_one_is_refused(hub: Hub, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "recipes")) as recipes:
        recipes.execute("CREATE TABLE recipe (id INTEGER)")
    assert refused(hub.store, tmp_path / "recipes") == "backups.foreign"
    keeping.save(hub.store, tmp_path / "newer")
    with closing(sqlite3.connect(tmp_path / "newer")) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    assert refused(hub.store, tmp_path / "newer") == "backups.newer"
    assert refused(hub.store, tmp_path / "nowhere") == "errors.file_unreadable"
    assert refused(hub.store, tmp_path) == "errors.file_unreadable"


@SERVER
def test_a_dump_of_another_program_or_of_another_kind_is_refused(hub: Hub, postgres_url: str, tmp_path: Path) -> None:
    with postgres_database(postgres_url) as url, closing(Store(url)) as recipes:
        execute(url, "CREATE TABLE recipe (id INTEGER)")
        dumps.dump(recipes, tmp_path / "recipes")
    assert refused(hub.store, tmp_path / "recipes") == "backups.foreign"
    keeping.save(hub.store, tmp_path / "kept")
    with closing(Store(f"sqlite:///{tmp_path / 'file.sqlite3'}")) as file:
        assert refused(file, tmp_path / "kept") == "backups.other_kind"
        open_desk(file, "Poste 1")
        keeping.save(file, tmp_path / "file")
    assert refused(hub.store, tmp_path / "file") == "backups.other_kind"


def test_an_older_backup_is_upgraded(
    hub: Hub, prepared_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.save(hub.store, tmp_path / "kept")
    with next_version(tmp_path, monkeypatch), another_database(prepared_url, tmp_path) as store:
        backups.restore(store, backups.examine(tmp_path / "kept"), NOON)
        assert store.read(lambda tx: migrate.schema_version(tx, "")) == columns.SCHEMA


def test_nothing_is_kept_of_a_database_without_tables(database_url: str, tmp_path: Path) -> None:
    with closing(Store(database_url)) as store:
        with pytest.raises(EnvironmentTrouble) as told:
            keeping.save(store, tmp_path / "kept")
        assert told.value.reason.key == "backups.nothing"
    assert list(tmp_path.iterdir()) == []


@SQLITE
def test_a_damaged_database_replaces_no_good_backup(hub: Hub, tmp_path: Path) -> None:
    file = hub.store.file
    assert file is not None
    kept = tmp_path / "kept"
    keeping.save(hub.store, kept)
    good = kept.read_bytes()
    hub.store.close()
    damage(file)
    with pytest.raises(EnvironmentTrouble) as told:
        keeping.save(hub.store, kept)
    assert told.value.reason.key == "errors.database_damaged"
    assert kept.read_bytes() == good
    assert list(tmp_path.glob(".*")) == []


@SQLITE
def test_a_damaged_database_is_set_aside_with_its_log(hub: Hub, tmp_path: Path) -> None:
    file = hub.store.file
    assert file is not None
    keeping.save(hub.store, tmp_path / "kept")
    hub.store.close()
    damage(file)
    broken = file.read_bytes()
    Path(f"{file}-wal").write_bytes(b"what was not written yet")
    done = keeping.restore(hub.store, tmp_path / "kept", "Poste 1", clock=hub.clock)
    assert done.aside is not None
    assert ".damaged-2026-11-23-" in done.aside.name
    assert done.aside.read_bytes() == broken
    assert len(hub.of_order("2")) == 1
    assert hub.query("PRAGMA integrity_check") == [("ok",)]


@SQLITE
@pytest.mark.parametrize("damaged", [True, False])
def test_where_there_is_no_room_what_was_there_stays_in_its_place(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    """A start would else make an empty database there, and nobody would be asked."""

    def full(_source: Path, target: Path) -> None:
        target.touch()
        raise sqlite3.OperationalError("database or disk is full")

    file = hub.store.file
    assert file is not None
    keeping.save(hub.store, tmp_path / "kept")
    hub.store.close()
    if damaged:
        damage(file)
    before = file.read_bytes()
    monkeypatch.setattr(sqlite_files, "take_in", full)
    assert refused(hub.store, tmp_path / "kept") == "backups.not_restored"
    hub.store.close()
    assert file.read_bytes() == before
    assert list(tmp_path.glob("*.damaged-*")) == list(tmp_path.glob(".*.part")) == []


@SQLITE
def test_a_log_whose_file_is_gone_does_no_harm(hub: Hub, tmp_path: Path) -> None:
    file = hub.store.file
    assert file is not None
    keeping.save(hub.store, tmp_path / "kept")
    hub.announce("later", "Jeanne Martin", email="jeanne@exemple.fr")
    log = Path(f"{file}-wal").read_bytes()
    hub.store.close()
    file.unlink()
    Path(f"{file}-wal").write_bytes(log)
    assert keeping.restore(hub.store, tmp_path / "kept", "Poste 1", clock=hub.clock).aside is None
    assert hub.of_order("later") == []
    assert hub.query("PRAGMA integrity_check") == [("ok",)]


@SQLITE
def test_what_another_program_has_open_is_not_set_aside(hub: Hub, tmp_path: Path) -> None:
    """It would go on writing there, and what it confirmed would be lost."""
    file = hub.store.file
    assert file is not None
    keeping.save(hub.store, tmp_path / "kept")
    with closing(sqlite3.connect(file)) as other:
        other.execute("SELECT COUNT(*) FROM parcel").fetchone()
        with pytest.raises(EnvironmentTrouble) as told:
            sqlite_files.set_aside(file, NOON)
    assert told.value.reason.key == "backups.in_use"
    assert hub.of_order("2")


def damage(file: Path) -> None:
    """Overwrite the middle of a file."""
    whole = file.read_bytes()
    middle = len(whole) // 2
    file.write_bytes(whole[:middle] + b"\xff" * 20_000 + whole[middle + 20_000 :])


@SERVER
def test_programs_that_are_too_old_or_not_there_are_said(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dumps, "_FOLDERS", str(tmp_path))
    reasons = []
    for path in (programs(older=True), tmp_path):
        monkeypatch.setenv("PATH", str(path))
        with pytest.raises(EnvironmentTrouble) as told:
            keeping.save(hub.store, tmp_path / "kept")
        reasons.append((told.value.reason.key, told.value.reason.args["program"]))
    assert reasons == [("backups.old_program", "pg_dump"), ("backups.no_program", "pg_dump")]
    assert list(tmp_path.iterdir()) == []


def test_the_newest_programs_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(programs(older=True)))
    monkeypatch.setattr(dumps, "_FOLDERS", str(programs().parents[1]))
    assert dumps.tool("pg_dump").parent == programs()


@SERVER
def test_a_password_stands_on_no_command_line(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = tmp_path / "pg_dump"
    spy.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/said; echo "$PGPASSWORD" > {tmp_path}/known; exit 1\n')
    spy.chmod(0o700)
    monkeypatch.setattr(dumps, "tool", lambda _name: spy)
    with closing(Store(hub.store.url.set(password="seven-dwarfs"))) as store, pytest.raises(EnvironmentTrouble):
        keeping.save(store, tmp_path / "kept")
    assert "seven-dwarfs" not in (tmp_path / "said").read_text()
    assert (tmp_path / "known").read_text() == "seven-dwarfs\n"


@SQLITE
def test_what_was_due_when_it_was_kept_is_perhaps_sent_by_now(hub: Hub, tmp_path: Path) -> None:
    hub.clock.advance(minutes=5)
    keeping.save(hub.store, tmp_path / "kept")
    nobody = keeping.restore(hub.store, tmp_path / "kept", "Poste 1", clock=hub.clock)
    assert nobody.doubtful == 0  # no message has ever left this hub
    hub.write("UPDATE message SET state = 'sent' WHERE id = (SELECT MIN(id) FROM message)")
    waiting = hub.query("SELECT COUNT(*) FROM message WHERE state = 'waiting'")[0][0]
    keeping.save(hub.store, tmp_path / "kept")
    done = keeping.restore(hub.store, tmp_path / "kept", "Poste 1", clock=hub.clock)
    assert done.doubtful == waiting > 0
    assert hub.query("SELECT COUNT(*) FROM message WHERE state = 'perhaps'") == [(waiting,)]
