"""A process killed at any point of a handover leaves all of it or nothing; so do a server pulled and a full disk."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, text

from desk_app.counter import announce, check_out
from desk_app.domain.states import State
from desk_app.domain.values import Announcement
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import LANGUAGES, Texts
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from desk_app.store.migrate import prepare
from desk_app.wording import reason
from tests.counter.hub import Hub
from tests.databases import Postgres, postgres_server
from tests.tree import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

STANDS = """
    SELECT k.code, k.closed_at IS NOT NULL, COUNT(*), SUM(CASE WHEN p.state = 'ready' THEN 1 ELSE 0 END),
           SUM(CASE WHEN p.state = 'collected' THEN 1 ELSE 0 END),
           (SELECT COUNT(*) FROM journal j WHERE j.nonce = k.code AND j.verdict = 'collected')
    FROM pickup k JOIN parcel p ON p.pickup_id = k.id GROUP BY k.id, k.code, k.closed_at"""
NOTHING, ALL = (False, 2, 2, 0, 0), (True, 2, 0, 2, 2)
"""Of two parcels: the pickup closed; parcels, ready, collected; lines in the journal."""


def ready(hub: Hub, count: int) -> list[str]:
    """The codes of as many customers, each with two parcels on the shelf."""
    hub.shelf("A-1")
    file = [Announcement(f"{n}", f"Client {n}", email=f"c{n}@exemple.fr", pieces=2, due_cents=0) for n in range(count)]
    announce.import_orders(hub.desk, hub.plume, file)
    hub.write(
        "UPDATE parcel SET state = 'ready', shelf_id = (SELECT id FROM shelf), received_at = announced_at,"
        " ready_at = announced_at"
    )
    return [row[0] for row in hub.query("SELECT code FROM pickup ORDER BY id")]


def stands(hub: Hub) -> dict[str, tuple[Any, ...]]:
    """How each pickup stands, all read at one moment."""
    return {row[0]: (bool(row[1]), *map(int, row[2:])) for row in hub.query(STANDS)}


@pytest.mark.parametrize(("how", "tries"), [("statements", 60), ("lines", 40), ("instants", 30)])
def test_a_killed_process_leaves_all_or_nothing(store: Store, how: str, tries: int) -> None:
    hub = Hub(store)
    every = ready(hub, 2 * tries)  # each second one is a rehearsal
    url = store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.end_to_end.killed", how, url, hub.desk.hub_id, *every]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    outcomes = dict(zip(every[1::2], run.stdout.splitlines(), strict=True))
    assert set(outcomes.values()) <= {"done", "killed 14" if how == "instants" else "killed 9"}

    left = {}
    for code, outcome in outcomes.items():
        left[code] = stands(hub)[code]
        assert left[code] in (NOTHING, ALL), (code, outcome)
        assert left[code] == ALL or outcome != "done"
        # the same action again: what was done is not done twice, what was not is done now
        answer = check_out.hand_over(hub.desk, code, nonce=code)
        assert (answer.verdict, answer.args["n"]) == (Verdict.COLLECTED_ALL, 2)
    if how == "statements":  # the commit is the one point between nothing and all
        killed = [left[code] for code in outcomes if outcomes[code] != "done"]
        assert killed == [NOTHING] * (len(killed) - 1) + [ALL]
        assert 12 < len(killed) < tries
    assert set(stands(hub).values()) == {ALL}
    assert not store.is_sqlite or hub.query("PRAGMA integrity_check") == [("ok",)]
    hub.check()


@pytest.fixture(scope="module")
def server() -> Any:
    """A server that may be pulled."""
    with postgres_server() as server:
        yield server


def hub_on(server: Postgres) -> Hub:
    """A hub on that server, emptied."""
    with psycopg.connect(server.url.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    store = Store(server.url)
    prepare(store)
    return Hub(store)


def says_so(error: DatabaseOffline, key: str) -> None:
    """The reason is the one expected, in plain words of both languages."""
    assert error.reason.key == f"errors.{key}"
    assert all(len(reason(Texts(language), error.reason)) > 30 for language in LANGUAGES)


@pytest.mark.parametrize("point", ["between two customers", "at the first statement", "half way", "at the commit"])
def test_a_server_pulled_in_the_middle(server: Postgres, point: str) -> None:
    hub = hub_on(server)
    with closing(hub.store):
        code, other = ready(hub, 2)
        pulled = pull_at(hub.store, point, server.stop)
        with pytest.raises(DatabaseOffline) as away:
            check_out.hand_over(hub.desk, code, nonce=code)
        assert pulled == [point]
        says_so(away.value, "database_unreachable")
        with pytest.raises(DatabaseOffline):
            hub.look(other)

        server.start()  # and the counter goes on, without a restart of its own
        assert stands(hub)[code] == NOTHING
        assert check_out.hand_over(hub.desk, code, nonce=code).verdict is Verdict.COLLECTED_ALL
        assert check_out.hand_over(hub.desk, other, nonce=other).verdict is Verdict.COLLECTED_ALL
        assert set(stands(hub).values()) == {ALL}


def pull_at(store: Store, point: str, stop: Callable[[], None]) -> list[str]:
    """Stop the server once, at that point of the next action; the list then says so."""
    pulled: list[str] = []

    def pull(*_: object) -> None:
        if not pulled:
            pulled.append(point)
            stop()

    def pull_at_update(*arguments: Any) -> None:
        if "UPDATE parcel" in arguments[2]:
            pull()

    if point == "between two customers":
        pull()
    elif point == "at the first statement":
        event.listen(store._writer, "begin", pull)
    elif point == "half way":
        event.listen(store._writer, "after_cursor_execute", pull_at_update)
    else:
        event.listen(store._writer, "commit", pull)
    return pulled


def test_an_answer_lost_after_the_commit_is_asked_for_again(server: Postgres) -> None:
    """The server has committed and the line breaks: the same nonce finds what was done, and nothing is done twice."""
    hub = hub_on(server)
    with closing(hub.store):
        code = ready(hub, 1)[0]
        dialect = hub.store._writer.dialect
        commit = dialect.do_commit
        broken: list[Any] = []

        def commit_and_break(connection: Any) -> None:
            commit(connection)
            if not broken:
                broken.append(connection)
                connection.driver_connection.close()
                raise psycopg.OperationalError("the connection is lost")

        dialect.do_commit = commit_and_break  # type: ignore[method-assign, assignment]
        answer = check_out.hand_over(hub.desk, code, nonce=code)
        assert (len(broken), answer.verdict, answer.args["n"]) == (1, Verdict.COLLECTED_ALL, 2)
        assert stands(hub)[code] == ALL


def test_a_full_disk_corrupts_nothing(tmp_path: Path) -> None:
    """The file may grow no further: the action is refused whole, and done when there is room again."""
    with closing(Store(f"sqlite:///{tmp_path / 'hub.sqlite3'}")) as store:
        prepare(store)
        hub = Hub(store)
        ready(hub, 3)
        limit(store, 20)
        entered, trouble = fill(hub)
        says_so(trouble, "disk_full")
        assert hub.states(f"more {entered}") == []
        assert hub.states(f"more {entered - 1}") == [State.ANNOUNCED] * 20
        assert hub.query("PRAGMA integrity_check") == [("ok",)]
        assert set(stands(hub).values()) >= {NOTHING}
        limit(store, 1_000_000)
        assert hub.announce(f"more {entered}", pieces=20)[0].state is State.ANNOUNCED
        hub.check()


def limit(store: Store, pages: int) -> None:
    """Let the file have so many pages more than it has; SQLite then finds the disk full."""

    def set_limit(tx: Any) -> None:
        now = tx.execute(text("PRAGMA page_count")).scalar()
        tx.execute(text(f"PRAGMA max_page_count = {now + pages}"))

    store.write(set_limit)


def fill(hub: Hub) -> tuple[int, DatabaseOffline]:
    """Announce orders until the disk is full; the number of the first that did not go in, and what was said."""
    for number in range(1000):
        try:
            hub.announce(f"more {number}", pieces=20)
        except DatabaseOffline as trouble:
            return number, trouble
    raise AssertionError("the disk was never full")
