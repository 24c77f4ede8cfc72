"""What counters write is heard: on both databases, once it is committed, and after everything that breaks."""

import gc
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import text

from desk_app.counter import setup
from desk_app.domain.values import Shelf
from desk_app.domain.zones import Zone
from desk_app.store import listening
from desk_app.store.engine import Store, Tx
from desk_app.store.listening import EVERYTHING, NOTHING, SETTLED, Listener
from tests.counter.hub import Hub
from tests.databases import free_port, postgres_database

LONG = 20.0  # seconds that no test waits for
SMALL = frozenset(table.name for table in SETTLED)


@pytest.fixture
def listener(hub: Hub) -> Iterator[Listener]:
    """A counter that listens."""
    with closing(Listener(hub.store.url, hub.desk.hub_id)) as made:
        assert made.wait(LONG) == EVERYTHING  # what happened before is not known
        assert made.is_listening
        yield made


@pytest.fixture
def served(postgres_url: str, postgres_template: str) -> Iterator[Hub]:
    """A hub on PostgreSQL."""
    with postgres_database(postgres_url, postgres_template) as url, closing(Store(url)) as store:
        yield Hub(store)


def test_an_action_is_told(listener: Listener, hub: Hub) -> None:
    hub.announce()
    heard = listener.wait(LONG)
    assert heard == (EVERYTHING - SMALL if hub.store.is_sqlite else {"journal"})
    assert listener.wait(0) == NOTHING


def test_a_setting_is_told_of_once(listener: Listener, hub: Hub) -> None:
    setup.save_hub_setting(hub.desk, "identity.policy", "always")
    assert listener.wait(LONG) & SMALL == {"hub_setting"}
    hub.announce()
    assert listener.wait(LONG) & SMALL == NOTHING


def test_a_shelf_is_told_of(listener: Listener, hub: Hub) -> None:
    setup.save_shelf(hub.desk, Shelf("", "Z-01", "", Zone.AMBIENT))
    assert "shelf" in listener.wait(LONG)


def test_what_is_taken_back_is_not_told(listener: Listener, hub: Hub) -> None:
    def fail(tx: Tx) -> None:
        tx.execute(text("UPDATE shop SET name = 'X'"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        hub.store.write(fail)
    assert listener.wait(0) == NOTHING


def test_nothing_is_missed_while_nobody_waits(listener: Listener, hub: Hub) -> None:
    hub.announce()
    setup.save_hub_setting(hub.desk, "identity.policy", "always")
    heard = NOTHING
    while not heard >= {"journal", "hub_setting"}:
        told = listener.wait(LONG)
        assert told, f"only {heard} was told"
        heard |= told


def test_it_is_heard_while_it_is_waited_for(listener: Listener, hub: Hub) -> None:
    writer = threading.Timer(0.05, hub.announce)
    writer.start()
    assert "journal" in listener.wait(LONG)
    writer.join()


def test_who_waits_is_woken_by_another_thread(listener: Listener) -> None:
    bell = threading.Timer(0.05, listener.wake)
    bell.start()
    assert listener.wait(LONG) == NOTHING
    bell.join()


def test_a_closed_listener_may_be_woken_and_leaves_nothing_open(hub: Hub) -> None:
    listener = Listener(hub.store.url, hub.desk.hub_id)
    listener.wait(0)
    listener.close()
    listener.wake()
    del listener
    gc.collect()  # what is not closed is a warning, and those are errors


def test_another_hub_is_not_heard(served: Hub) -> None:
    with closing(Listener(served.store.url, "another")) as listener:
        listener.wait(0)
        served.announce()
        assert listener.wait(0.05) == NOTHING


def test_after_a_broken_connection_everything_may_have_changed(served: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FIRST_PAUSE", 0.0)
    with closing(Listener(served.store.url, served.desk.hub_id)) as listener:
        listener.wait(LONG)
        served.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        assert listener.wait(LONG) == EVERYTHING
        served.announce()
        assert listener.wait(LONG) == {"journal"}


def test_a_database_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "FIRST_PAUSE", 0.01)
    with closing(Listener(f"postgresql://postgres@127.0.0.1:{free_port()}/postgres", "hub")) as listener:
        assert listener.wait(0.1) == NOTHING
        assert not listener.is_listening


def test_a_server_that_has_told_nothing_for_long_is_asked(
    listener: Listener, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "SIGN_SECONDS", 0.0)
    hub.announce()
    assert "journal" in listener.wait(LONG)  # also what came with that answer
