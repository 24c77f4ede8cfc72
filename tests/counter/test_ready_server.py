"""A shared database is made ready for counters, who do their whole work there and cannot touch what was journalled."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from desk_app.counter import (
    journal,
    message_texts,
    messages,
    prints,
    privacy,
    receive,
    returns,
    undo,
)
from desk_app.counter.desk import open_desk
from desk_app.counter.moving import init
from desk_app.domain.messages import MessageKind
from desk_app.domain.returns import ReturnReason
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.verdicts import Verdict
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseUnusable
from tests.counter.carrier import Carrier
from tests.counter.hub import Hub
from tests.counter.test_moving import ROLE, a_day, as_counter, everything, shared
from tests.databases import execute, postgres_database

__all__ = ["shared"]


@pytest.fixture
def empty(postgres_url: str) -> Iterator[str]:
    """A database on a server, with nothing in it."""
    with postgres_database(postgres_url) as url:
        yield url


def test_a_counter_does_its_whole_work_without_owning_anything(shared: str) -> None:
    init(shared, "Maison")
    with closing(Store(as_counter(shared))) as store:
        hub = Hub(store)
        a_day(hub)
        parcel = hub.collected("5001", "Léa Petit", email="lea@exemple.fr")[0]
        assert undo.undo(hub.desk, parcel.id, "trop tôt").verdict is Verdict.UNDONE
        assert receive.move(hub.desk, parcel.id, "A-1").verdict in (Verdict.MOVED, Verdict.SHELVED)
        assert returns.fetch(hub.desk, parcel.id, ReturnReason.REFUSED).verdict is Verdict.FETCHED
        assert returns.give_back(hub.desk, shop_id=hub.plume, taken_by="Ana").verdict is Verdict.GIVEN_BACK
        job = prints.next_due(hub.desk)
        assert job is not None
        assert prints.begin(hub.desk, job) is not None
        prints.done(hub.desk, job)
        prints.take_up(hub.desk)
        hub.clock.advance(minutes=5)
        assert Carrier().go(hub.desk).sent
        message_texts.reset_words(hub.desk, MessageKind.READY, "fr")
        (person,) = privacy.candidates(hub.desk, "lea@exemple.fr")
        assert privacy.erase(hub.desk, person.id).verdict is Verdict.ERASED
        hub.clock.advance(days=400)
        assert privacy.purge(hub.desk).people
        assert journal.verify(hub.desk).breaks == ()
        assert messages.listed(hub.desk) is not None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET clerk = 'x'",
        "DELETE FROM journal",
        "TRUNCATE journal",
        "TRUNCATE visit",
        "DROP TRIGGER journal_schema ON journal",
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "DELETE FROM journal_head",
        "UPDATE payment SET amount_cents = 0",
        "UPDATE alembic_version SET version_num = '9999'",
        "CREATE TABLE mine (id int)",
        "CREATE OR REPLACE FUNCTION journal_schema() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "SET session_replication_role = replica",
    ],
)
def test_a_counter_cannot_touch_what_was_journalled(prepared: str, statement: str) -> None:
    with (
        psycopg.connect(as_counter(prepared).replace("+psycopg", "")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement)


@pytest.fixture(scope="module")
def prepared(postgres_url: str, postgres_template: str) -> Iterator[str]:
    """A database that is ready, with one line in its journal."""
    with postgres_database(postgres_url, postgres_template) as url:
        init(url, "Maison")
        with closing(Store(as_counter(url))) as store:
            Hub(store).announce()
        yield url


def test_making_it_ready_again_mends_the_rights_and_nothing_else(shared: str) -> None:
    first = init(shared, "Maison")
    assert first.hub == "Maison"
    with closing(Store(as_counter(shared))) as store:
        Hub(store).announce()
        before = everything(store)
        execute(shared, f"REVOKE INSERT ON journal FROM {ROLE}; GRANT DELETE ON journal TO {ROLE}")
        again = init(shared, "Autre")
        assert (again.hub, again.password) == ("Maison", "")
        assert everything(store) == before
        assert Hub(store, shops=()).announce("5000")
    with (
        psycopg.connect(as_counter(shared).replace("+psycopg", "")) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("DELETE FROM journal")


def test_a_new_role_has_a_password_that_the_server_never_read(empty: str, shared: str) -> None:
    try:
        made = init(empty, "Maison", "fresh_role")
        assert len(made.password) >= 20
        with psycopg.connect(empty.replace("+psycopg", "")) as connection:
            row = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname = 'fresh_role'").fetchone()
        assert row is not None
        assert row[0].startswith("SCRAM-SHA-256$")
        assert init(shared, "Maison", "fresh_role", "given").password == "given"
    finally:
        for url in (empty, shared):
            execute(url, "DROP OWNED BY fresh_role")
        execute(shared, "DROP ROLE fresh_role")


@pytest.mark.parametrize(
    ("role", "key"),
    [("Postes", "role_name"), ("x; DROP TABLE hub", "role_name"), ("pg_x", "role_name"), ("postgres", "role_owner")],
)
def test_a_role_that_will_not_do(shared: str, role: str, key: str) -> None:
    with pytest.raises(EnvironmentTrouble) as refused:
        init(shared, "Maison", role)
    assert refused.value.reason.key == f"errors.{key}"


@pytest.mark.parametrize("which", ["empty", "shared"])
def test_a_counter_does_not_try_to_make_the_tables(request: pytest.FixtureRequest, shared: str, which: str) -> None:
    init(shared, "Maison")
    execute(shared, "UPDATE alembic_version SET version_num = '0003'")
    url = as_counter(request.getfixturevalue(which))
    with closing(Store(url)) as store, pytest.raises(DatabaseUnusable) as refused:
        open_desk(store, "Poste 1")
    assert refused.value.reason.key == "errors.database_older"


def test_a_file_is_just_made(tmp_path: Path) -> None:
    ready = init(f"sqlite:///{tmp_path / 'new' / 'hub.sqlite'}", "Maison")
    assert (ready.hub, ready.role, ready.password) == ("Maison", "", "")
    assert (tmp_path / "new" / "hub.sqlite").is_file()
