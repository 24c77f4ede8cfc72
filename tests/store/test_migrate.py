"""The schema: made, upgraded after a backup, refused when it is not ours to change."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from desk_app.counter import check_out, prints, receive, till
from desk_app.counter.desk import open_desk
from desk_app.domain.prints import PrintKind
from desk_app.domain.verdicts import Verdict
from desk_app.store import chains, columns, migrate
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline, DatabaseUnusable
from desk_app.store.indexes import metadata
from tests.counter.hub import TABLES, Hub
from tests.databases import execute, postgres_database
from tests.store.schema import schema_of

BEFORE = columns.SCHEMA
NEXT_SCHEMA = f"{int(columns.SCHEMA) + 1:04d}"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{revision}", "{before}"


def upgrade():
    with op.batch_alter_table("pickup") as batch:  # parcels refer to it; SQLite makes it anew
        batch.add_column(sa.Column("shelf_hint", sa.String(), nullable=True))
        batch.alter_column("code", existing_type=sa.String(), type_=sa.String(40))
    {then}
"""


@contextmanager
def next_version(folder: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> Iterator[None]:
    """A program one revision on: it rebuilds a table that others refer to."""
    scripts = folder / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    program_text = NEXT.format(then=then, revision=NEXT_SCHEMA, before=columns.SCHEMA)
    (scripts / "versions" / f"m{NEXT_SCHEMA}_next.py").write_text(program_text, encoding="utf-8")
    with monkeypatch.context() as program:
        program.setattr(columns, "SCHEMA", NEXT_SCHEMA)
        program.setattr(migrate, "SCRIPTS", str(scripts))
        yield


def version(store: Store) -> str | None:
    """The schema's revision."""
    return store.read(lambda tx: migrate.schema_version(tx, ""))


def test_a_fresh_database_gets_the_schema(database_url: str) -> None:
    with closing(Store(database_url)) as store:
        assert version(store) is None
        migrate.prepare(store)
        assert version(store) == columns.SCHEMA
        migrate.prepare(store)  # nothing to do
        tables = store.read(lambda tx: set(metadata.tables) - set(tx.dialect.get_table_names(tx)))
        assert tables == set()
        assert store.file is None or list(store.file.parent.glob("*.before-*")) == []


def test_the_newest_revision_is_the_one_the_program_expects(store: Store) -> None:
    names = [path.name for path in (Path(migrate.__file__).parent / "migrations" / "versions").glob("m*.py")]
    assert max(names).startswith(f"m{columns.SCHEMA}_")


def test_migrations_make_what_the_tables_say(database_url: str) -> None:
    """Alembic sees no difference, and neither does the database itself: partial indexes and collations too."""
    with closing(Store(database_url)) as store:
        migrate.prepare(store)
        options = {"compare_type": True, "compare_server_default": True}
        compared = store.read(lambda tx: compare_metadata(MigrationContext.configure(tx, opts=options), metadata))
        assert compared == []
        migrated = schema_of(store)
    empty(database_url)
    with closing(Store(database_url)) as store:
        store.write(metadata.create_all)
        declared = schema_of(store)
    assert migrated == declared
    assert min(map(len, migrated.values())) > 5


def empty(database_url: str) -> None:
    """Take everything out of a database."""
    if database_url.startswith("sqlite"):
        for file in Path(database_url.removeprefix("sqlite:///")).parent.glob("hub.sqlite3*"):
            file.unlink()
    else:
        execute(database_url, "DROP SCHEMA public CASCADE")
        execute(database_url, "CREATE SCHEMA public")


def test_an_upgrade_keeps_every_row_and_backs_the_file_up(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub(store)
    parcel = hub.ready(pieces=2)[0]
    before = {table: len(rows) for table, rows in hub.rows((*hub.rows(), "journal")).items()}
    with next_version(tmp_path, monkeypatch):
        migrate.prepare(store)
        assert version(store) == NEXT_SCHEMA
        assert {table: len(rows) for table, rows in hub.rows(tuple(before)).items()} == before
        assert hub.query("SELECT shelf_hint FROM pickup") == [(None,)]
        assert hub.look(parcel.pickup_code).verdict is Verdict.READY
        assert hub.query("SELECT COUNT(*) FROM parcel JOIN pickup ON pickup.id = pickup_id")[0][0] == 2
    if store.is_sqlite:
        assert hub.query("PRAGMA foreign_keys")[0][0] == 1
        assert hub.query("PRAGMA foreign_key_check") == []
        with closing(Store(f"sqlite:///{tmp_path}/hub.sqlite3.before-{NEXT_SCHEMA}")) as backup:
            assert version(backup) == BEFORE
            assert Hub(backup).look(parcel.pickup_code).verdict is Verdict.READY
    with pytest.raises(DatabaseUnusable) as refused:  # and back with the program as it is
        migrate.prepare(store)
    assert refused.value.reason.key == "errors.database_newer"


def test_an_upgrade_that_fails_leaves_the_database_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = Hub(store)
    parcel = hub.ready()[0]
    before = schema_of(store), hub.rows()
    with next_version(tmp_path, monkeypatch, "raise RuntimeError('half way')"):
        with pytest.raises(RuntimeError, match="half way"):
            migrate.prepare(store)
        assert version(store) == BEFORE
    assert (schema_of(store), hub.rows()) == before
    assert hub.look(parcel.pickup_code).verdict is Verdict.READY
    assert not store.is_sqlite or (tmp_path / f"hub.sqlite3.before-{NEXT_SCHEMA}").exists()


def test_no_upgrade_without_its_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'hub.sqlite3'}")) as store:
        Hub(store).ready()
        (tmp_path / f"hub.sqlite3.before-{NEXT_SCHEMA}").mkdir()  # in the way
        with next_version(tmp_path, monkeypatch):
            with pytest.raises(DatabaseUnusable) as refused:
                migrate.prepare(store)
            assert refused.value.reason.key == "errors.backup_failed"
            assert version(store) == BEFORE


def test_a_newer_database_is_refused_and_not_touched(database_url: str) -> None:
    with closing(Store(database_url)) as store:
        migrate.prepare(store)
        store.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '9999'")))
        before = schema_of(store)
        with pytest.raises(DatabaseUnusable) as refused:
            open_desk(store, "Poste 1")
        assert refused.value.reason.key == "errors.database_newer"
        assert "postgres:" not in str(refused.value.reason.args)
        assert (version(store), schema_of(store)) == ("9999", before)


def test_another_programs_database_is_refused_and_not_touched(database_url: str) -> None:
    with closing(Store(database_url)) as store:
        store.write(lambda tx: tx.execute(text("CREATE TABLE recipes (id INTEGER PRIMARY KEY)")))
        before = schema_of(store)
        with pytest.raises(DatabaseUnusable) as refused:
            open_desk(store, "Poste 1")
        assert refused.value.reason.key == "errors.database_foreign"
        assert schema_of(store) == before


@pytest.mark.parametrize("damage", ["text", "header", "page"])
def test_a_damaged_file_says_so_and_is_not_touched(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "hub.sqlite3"
    with closing(Store(f"sqlite:///{file}")) as store:
        Hub(store)
    whole = file.read_bytes()
    broken = {
        "text": b"this is a letter to the editor " * 400,
        "header": b"\x00" * 100 + whole[100:],
        "page": whole[:100] + b"\xff" * 8000 + whole[8100:],
    }[damage]
    file.write_bytes(broken)
    with closing(Store(f"sqlite:///{file}")) as store, pytest.raises(DatabaseUnusable) as refused:
        open_desk(store, "Poste 1")
    assert refused.value.reason.key == "errors.database_damaged"
    assert str(file) in str(refused.value.reason.args)
    assert file.read_bytes() == broken


def test_an_empty_file_is_a_new_database(tmp_path: Path) -> None:
    (tmp_path / "hub.sqlite3").touch()
    with closing(Store(f"sqlite:///{tmp_path / 'hub.sqlite3'}")) as store:
        open_desk(store, "Poste 1")
        assert version(store) == columns.SCHEMA


@pytest.mark.parametrize("file", sorted((Path(__file__).parent / "old").glob("*.sql")), ids=lambda file: file.name)
def test_a_hub_of_an_older_program_goes_on(file: Path, tmp_path: Path, postgres_url: str) -> None:
    """Dumps of hubs as each released schema had them, upgraded on their own database, and worked with."""
    with old_database(file, tmp_path, postgres_url) as url, closing(Store(url)) as store:
        version_before = file.name.partition(".")[0]
        assert version(store) == version_before
        journal = store.read(lambda tx: tx.execute(text("SELECT COUNT(*) FROM journal")).scalar())
        hub = Hub(store, shops=())
        assert version(store) == columns.SCHEMA
        states = sorted(tuple(row) for row in hub.query("SELECT state, label_job_id IS NOT NULL FROM parcel"))
        labelled = version_before == "0001"  # where what had been received counts as labelled
        expected = [("announced", False), ("announced", False), ("collected", True), ("ready", labelled)]
        assert states == expected
        assert len(hub.journal()) == journal
        assert chains.verify(store.read)[1] == ()
        code = hub.query("SELECT code FROM pickup JOIN parcel p ON p.pickup_id = pickup.id WHERE p.state = 'ready'")
        unknown = check_out.hand_over(hub.desk, code[0][0])  # which was nobody's business then
        assert unknown.verdict is Verdict.AMOUNT_UNKNOWN
        till.settle(hub.desk, unknown.parcels[0].id, 0)
        assert check_out.hand_over(hub.desk, code[0][0]).verdict is Verdict.COLLECTED_ALL
        before = prints.unfinished(hub.desk)
        assert receive.receive(hub.desk, "4127", label=True).verdict is Verdict.SHELVED
        (*kept, new) = prints.unfinished(hub.desk)
        assert (len(kept), new.kind) == (len(before), PrintKind.PARCEL_LABEL)
        hub.check()


@pytest.mark.parametrize("file", sorted((Path(__file__).parent / "old").glob("0003.*.sql")), ids=lambda file: file.name)
def test_a_hub_of_the_last_release_keeps_each_of_its_rows(file: Path, tmp_path: Path, postgres_url: str) -> None:
    """What was handed over and paid, who works there, what is told to whom, and how long it was out of the cold."""
    with old_database(file, tmp_path, postgres_url) as url, closing(Store(url)) as store:
        reader = Hub.__new__(Hub)
        reader.store = store
        changed = {"incident", "visit", "name_word", "name_slip"}  # new, or made anew
        tables = sorted({*TABLES, "journal", "journal_head"} - changed)
        before = reader.rows(tables)
        migrate.prepare(store)
        assert reader.rows(tables) == before
        full = {"clerk", "cold_spell", "handover", "message", "payment", "print_job"}
        assert {table for table in full if before[table]} == full


@contextmanager
def old_database(dump: Path, folder: Path, postgres_url: str) -> Iterator[str]:
    """The URL of a database that a dump was loaded into."""
    statements = dump.read_text(encoding="utf-8")
    if ".sqlite." in dump.name:
        with closing(sqlite3.connect(folder / "old.sqlite3")) as connection:
            connection.executescript(statements)
        yield f"sqlite:///{folder / 'old.sqlite3'}"
        return
    with postgres_database(postgres_url) as url:
        execute(url, statements)
        yield url


@pytest.fixture
def user_folder() -> Iterator[Path]:
    """A folder of a user whom rights stop; the test runs as that user meanwhile, if it runs as root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights are others here")
    folder = Path(tempfile.mkdtemp(prefix="comptoir-rights-"))
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if is_root:
            os.seteuid(0)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o700)
        shutil.rmtree(folder)


def test_a_folder_that_may_not_be_made(user_folder: Path) -> None:
    user_folder.chmod(0o500)
    url = f"sqlite:///{user_folder / 'new' / 'hub.sqlite3'}"
    with closing(Store(url)) as store, pytest.raises(DatabaseUnusable) as refused:
        open_desk(store, "Poste 1")
    assert refused.value.reason.key == "errors.folder_unusable"


def test_a_folder_that_may_not_be_written(user_folder: Path) -> None:
    user_folder.chmod(0o500)
    url = f"sqlite:///{user_folder / 'hub.sqlite3'}"
    with closing(Store(url)) as store, pytest.raises(DatabaseOffline) as refused:
        open_desk(store, "Poste 1")
    assert refused.value.reason.key == "errors.database_unopenable"


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path}")) as store, pytest.raises(DatabaseOffline) as refused:
        open_desk(store, "Poste 1")
    assert refused.value.reason.key == "errors.database_unopenable"


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_file_that_may_not_be_written(user_folder: Path, folder_too: bool) -> None:
    file = user_folder / "hub.sqlite3"
    with closing(Store(f"sqlite:///{file}")) as store:
        Hub(store)
    file.chmod(0o400)
    user_folder.chmod(0o500 if folder_too else 0o700)
    before = file.read_bytes()
    with closing(Store(f"sqlite:///{file}")) as store, pytest.raises(DatabaseOffline) as refused:
        Hub(store).shelf("A-1")
    assert refused.value.reason.key in {"errors.database_readonly", "errors.database_unopenable"}
    assert file.read_bytes() == before


def test_a_user_of_the_server_without_rights(postgres_url: str) -> None:
    execute(postgres_url, "DROP ROLE IF EXISTS guest")
    execute(postgres_url, "CREATE ROLE guest LOGIN")
    with postgres_database(postgres_url) as url:
        execute(url, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
        with closing(Store(url.replace("postgres@", "guest@"))) as store, pytest.raises(DatabaseUnusable) as refused:
            open_desk(store, "Poste 1")
    assert refused.value.reason.key == "errors.database_older"


OPEN = """
import sys
from desk_app.counter import check_out, prints, receive
from desk_app.counter.desk import open_desk
from desk_app.domain.prints import PrintKind
from desk_app.store.engine import Store
store = Store(sys.argv[1])
print("here", flush=True)
sys.stdin.readline()
print(open_desk(store, "Poste 1", hub_name="Maison").hub_id)
"""


def test_several_counters_opening_a_new_database_at_once_share_one_hub(database_url: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    every = [process.communicate() for process in started]
    assert [troubles for _out, troubles in every] == [""] * 4
    said = {out for out, _troubles in every}
    assert len(said) == 1
    with closing(Store(database_url)) as store:
        assert store.read(lambda tx: tx.execute(text("SELECT id FROM hub")).scalars().all()) == [said.pop().strip()]
        assert version(store) == columns.SCHEMA


def test_a_backup_holds_what_is_still_in_the_log(tmp_path: Path) -> None:
    with closing(Store(f"sqlite:///{tmp_path / 'hub.sqlite3'}")) as store:
        hub = Hub(store)
        hub.ready(pieces=3)
        assert (tmp_path / "hub.sqlite3-wal").stat().st_size > 0
        migrate.back_up(tmp_path / "hub.sqlite3", tmp_path / "copy.sqlite3")
    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
        assert copy.execute("SELECT COUNT(*) FROM parcel").fetchone() == (3,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not (tmp_path / "copy.sqlite3.part").exists()
