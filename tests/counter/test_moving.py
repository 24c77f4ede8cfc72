"""A hub moves from one database to another whole, or not at all."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select

from desk_app.counter import (
    announce,
    check_out,
    clerks,
    cold,
    journal,
    message_texts,
    moving,
    prints,
    privacy,
    returns,
    setup,
)
from desk_app.counter.desk import Desk, open_desk
from desk_app.counter.moving import NotCopied, Step, init
from desk_app.domain.checks import Checks, Method, Paid
from desk_app.domain.clerks import Clerk, Role
from desk_app.domain.messages import MessageKind
from desk_app.domain.prints import PrintKind
from desk_app.domain.templates import Words
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.domain.zones import Zone
from desk_app.store import copying, migrate
from desk_app.store import tables as t
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseUnusable
from tests.counter.hub import EMAIL, Hub
from tests.databases import postgres_database
from tests.tree import ROOT

ROLE = "comptoir_counter"


@pytest.fixture
def shared(postgres_url: str, postgres_template: str) -> Iterator[str]:
    """A database on a server, with the tables."""
    with postgres_database(postgres_url, postgres_template) as url:
        yield url


def as_counter(url: str) -> str:
    """The address as counters write it."""
    return url.replace("postgres@", f"{ROLE}@")


def ignore(_step: Step, _table: str, _done: int) -> None:
    """Nobody watches."""


def a_day(hub: Hub) -> None:
    """Rows in every table, of people with accents and of times with parts of a second."""
    hub.clock.now = datetime(2026, 11, 23, 11, 0, 0, 123_456, tzinfo=UTC)
    hub.collected("4127", pieces=2)
    hub.ready("4128", "Paul Garnier", email="paul@exemple.fr")
    cold.take_out(hub.desk, hub.ready("4129", "Œnone Ægidius", zone=Zone.CHILLED)[0].id)
    broken = hub.ready("4130", "Nour Haddad", email=None, phone="0612345678")[0]
    assert returns.damaged(hub.desk, broken.id, "Coin plié").verdict is Verdict.DAMAGED
    due = hub.ready("4131", "Zoé", email="zoe@exemple.fr", due_cents=1250)[0]
    check_out.hand_over(hub.desk, due.pickup_code, [due.id], checks=Checks(paid=(Paid(Method.CARD),)))
    clerks.save_clerk(hub.desk, Clerk("", "Camille", Role.MANAGER), pin="4711")
    setup.save_hub_setting(hub.desk, "undo.minutes", "15")
    message_texts.save_words(hub.desk, MessageKind.READY, "fr", Words("Prêt", "{code}", "{code}"))
    prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [due.id])


def everything(store: Store) -> dict[str, Any]:
    """All rows of all tables, as values."""
    return store.read(
        lambda tx: {
            table.name: sorted((tuple(row) for row in tx.execute(select(table))), key=repr) for table in copying.TABLES
        }
    )


@pytest.fixture(scope="module")
def after_a_day(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """The file of a hub on one PC, after a day."""
    file = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("day") / "comptoir.sqlite"))
    with closing(Store(f"sqlite:///{file}")) as store:
        a_day(Hub(store))
        assert {name for name, rows in everything(store).items() if not rows} == {"incident", "visit"}
    return file


@pytest.fixture
def local(after_a_day: Path, tmp_path: Path) -> Iterator[Hub]:
    """A hub on one PC, after a day."""
    with closing(Store(f"sqlite:///{shutil.copy(after_a_day, tmp_path)}")) as store:
        hub = Hub(store, shops=())
        hub.clock.advance(days=1)
        yield hub


def url_of(hub: Hub) -> str:
    """Where a hub on one PC is."""
    return f"sqlite:///{hub.store.file}"


def test_a_hub_moves_to_a_server_and_back_unchanged(local: Hub, shared: str, tmp_path: Path) -> None:
    init(shared, "Maison du commerce")
    counts = moving.copy(url_of(local), as_counter(shared), ignore)
    before = everything(local.store)
    assert {name: (one.rows, one.copied) for name, one in counts.items()} == {
        name: (len(rows), len(rows)) for name, rows in before.items()
    }
    back = f"sqlite:///{tmp_path / 'back.sqlite'}"
    moving.copy(as_counter(shared), back, ignore)
    for url in (shared, back):
        with closing(Store(url)) as store:
            assert everything(store) == before
            desk = open_desk(store, "Poste 1", clock=local.clock)
            assert desk.hub_id == local.desk.hub_id
            assert journal.verify(desk).breaks == ()


def test_a_second_copy_brings_what_is_new_changed_and_gone(local: Hub, shared: str) -> None:
    moving.copy(url_of(local), shared, ignore)
    again = moving.copy(url_of(local), shared, ignore)
    assert sum(one.copied for one in again.values()) == 0
    local.collected("6001", "Rémi Noël", email="remi@exemple.fr")
    message_texts.reset_words(local.desk, MessageKind.READY, "fr")
    (person,) = privacy.candidates(local.desk, "paul@exemple.fr")
    local.write(f"DELETE FROM contact WHERE person_id = '{person.id}'")
    counts = moving.copy(url_of(local), shared, ignore)
    assert counts["parcel"].copied == 1
    assert counts["shop"].copied == 0
    assert 0 < counts["journal"].copied < counts["journal"].rows
    with closing(Store(shared)) as store:
        assert everything(store) == everything(local.store)


def test_work_that_the_target_has_done_is_not_lost(local: Hub, shared: str) -> None:
    moving.copy(url_of(local), shared, ignore)
    with closing(Store(shared)) as store:
        Desk(store, local.desk.hub_id, "Poste 1")
        there = open_desk(store, "Poste 1", clock=local.clock)
        announce.announce(there, local.plume, Announcement("7001", "Ana", email=EMAIL))
        before = everything(store)
        local.announce("7002", "Bea", email="bea@exemple.fr")
        with pytest.raises(NotCopied) as refused:
            moving.copy(url_of(local), shared, ignore)
        assert refused.value.reason.key == "errors.copy_moved_on"
        assert everything(store) == before


def test_another_hub_stays_as_it_is_and_a_clash_is_named(local: Hub, shared: str, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with closing(Store(f"sqlite:///{other}")) as store:
        away = Hub(store)
        shelf = away.shelf("Z-9")
        moving.copy(f"sqlite:///{other}", shared, ignore)
        moving.copy(url_of(local), shared, ignore)
        with closing(Store(shared)) as both:
            assert both.read(lambda tx: tx.execute(select(func.count()).select_from(t.hub)).scalar_one()) == 2
            before = everything(both)
            tag = setup.shelves(local.desk)[0].tag
            away.write(f"UPDATE shelf SET tag = '{tag}'")
            with pytest.raises(NotCopied) as refused:
                moving.copy(f"sqlite:///{other}", shared, ignore)
            assert (refused.value.table, refused.value.key) == ("shelf", shelf.id)
            assert everything(both) == before


def test_what_the_other_system_cannot_hold_is_named(local: Hub, shared: str) -> None:
    parcel = local.of_order("4128")[0]
    order = local.query(f"SELECT order_id FROM parcel WHERE id = '{parcel.id}'")[0][0]
    local.write(f"UPDATE shop_order SET note = 'a' || char(0) || 'b' WHERE id = '{order}'")
    with pytest.raises(NotCopied) as refused:
        moving.copy(url_of(local), shared, ignore)
    assert (refused.value.table, refused.value.key) == ("shop_order", order)
    with closing(Store(shared)) as store:
        assert store.read(lambda tx: tx.execute(select(func.count()).select_from(t.hub)).scalar_one()) == 0


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("handover", "UPDATE handover SET at = at + interval '1 microsecond'"),
        ("payment", "DELETE FROM payment"),
        ("cold_spell", "UPDATE cold_spell SET why = why || ' '"),
    ],
)
def test_a_row_that_came_out_different_is_found(
    local: Hub, shared: str, table: str, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something changes a row between its copying and its comparing."""
    compare = copying.compare

    def meddled(source: Any, target: Any, progress: Any) -> None:
        target.exec_driver_sql(change)
        compare(source, target, progress)

    monkeypatch.setattr(copying, "compare", meddled)
    with pytest.raises(NotCopied) as refused:
        moving.copy(url_of(local), shared, ignore)
    (key,) = [row[0] for row in local.query(f"SELECT id FROM {table}")] if table == "payment" else [refused.value.key]
    assert (refused.value.table, refused.value.key) == (table, key)


def test_a_journal_that_was_changed_does_not_move(local: Hub, shared: str) -> None:
    local.write("DROP TRIGGER journal_guard_update")
    local.write("UPDATE journal SET clerk = 'Sacha' WHERE seq = 3")
    with pytest.raises(NotCopied) as refused:
        moving.copy(url_of(local), shared, ignore)
    assert refused.value.reason.key == "errors.copy_chain"
    assert refused.value.table == "journal"


@pytest.mark.parametrize("source", ["sqlite:///nowhere/hub.sqlite", "the target"])
def test_there_must_be_something_to_copy(local: Hub, source: str) -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        moving.copy(url_of(local) if source == "the target" else source, url_of(local), ignore)
    assert refused.value.reason.key == "errors.copy_source"


def test_counters_go_on_while_it_is_copied(local: Hub, shared: str) -> None:
    """What they do meanwhile is not in this copy, and is in the next one."""
    done: list[str] = []

    def work(step: Step, table: str, _done: int) -> None:
        if (step, table) == (Step.COPY, "parcel"):
            done.extend(parcel.id for parcel in local.announce(f"M-{len(done)}"))

    before = everything(local.store)
    moving.copy(url_of(local), shared, work)
    with closing(Store(shared)) as store:
        assert done
        assert everything(store) == before
        moving.copy(url_of(local), shared, ignore)
        assert everything(store) == everything(local.store)


KILLED = """
import os, signal, sys
from desk_app.counter import moving
def step(step, table, _done):
    if (step, table) == (sys.argv[3], sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)
moving.copy(sys.argv[1], sys.argv[2], step)
"""


@pytest.mark.parametrize("at", [("copy", "parcel"), ("check", "remark")])
def test_a_copy_that_was_killed_is_done_again(local: Hub, shared: str, at: tuple[str, str]) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, url_of(local), shared, *at], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    counts = moving.copy(url_of(local), shared, ignore)
    assert sum(one.copied for one in counts.values()) == sum(one.rows for one in counts.values())
    with closing(Store(shared)) as store:
        assert everything(store) == everything(local.store)


def test_many_rows_are_never_all_in_memory(local: Hub, shared: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are fetched and written by batches, however many there are."""
    monkeypatch.setattr(copying, "BATCH", 3)
    sizes: list[int] = []

    with closing(Store(shared)) as store:
        migrate.prepare(store)

        @event.listens_for(store._writer, "before_execute")
        def count(_connection: Any, statement: Any, many: Any, params: Any, _options: Any) -> None:
            if statement.is_insert:
                sizes.append(len(many or [params]))

        local.store.snapshot(lambda here: store.write(lambda there: copying.copy(here, there, lambda *_done: None)))
        assert max(sizes) == 3
        assert everything(store) == everything(local.store)
