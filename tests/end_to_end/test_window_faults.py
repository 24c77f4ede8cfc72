"""The real window while something is broken: it goes on, says so, and nothing is lost or done twice."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from desk_app.counter import check_out
from desk_app.domain.values import Parcel
from desk_app.domain.verdicts import Tone, Verdict
from tests.databases import Postgres, postgres_server
from tests.end_to_end.counter_window import ENTER, CounterWindow, counter_window
from tests.end_to_end.day import COUNTER, Day, day, handed, real_time_hub
from tests.end_to_end.relay import relay
from tests.end_to_end.small_disk import small_disk
from tests.end_to_end.waiting import until
from tests.end_to_end.xserver import TIMEOUT, XServer


@pytest.fixture
def server() -> Iterator[Postgres]:
    """A PostgreSQL server that may be stopped."""
    with postgres_server() as running:
        yield running


def open_help(window: CounterWindow) -> None:
    """F1 shows the keys, and F1 again puts them away: the window lives."""
    before = window.picture().tobytes()
    window.press("F1")
    until(lambda: window.picture().tobytes() != before, "the help")
    window.press("F1")


def wait_for_banner(window: CounterWindow) -> None:
    """The banner says what is wrong."""
    until(window.has_banner, "the banner")


def try_again(window: CounterWindow) -> None:
    """F12, until the banner has gone."""
    window.press("F12")
    until(lambda: not window.has_banner(), "the banner to go")


def test_a_server_that_stops_and_comes_back(screen: XServer, server: Postgres, tmp_path: Path) -> None:
    """The counter serves on by itself, and the hub has all of it afterwards."""
    with day(screen, tmp_path, server.url) as today:
        window, (first, second, third) = today.window, today.customer(3)
        window.scan(first.pickup_code, first.id)
        today.expect(handed(first))
        server.stop()
        window.scan(second.id)
        window.wait_for_band(Tone.YES)
        open_help(window)
        assert not window.has_banner()
        server.start()
        today.expect(handed(first), handed(second))
        window.press(ENTER)
        today.expect(handed(first), handed(second), handed(third, "unscanned"))
        assert window.close() == 0


def test_a_server_that_is_not_there_at_the_start(screen: XServer, server: Postgres, tmp_path: Path) -> None:
    with real_time_hub(server.url) as hub:
        server.stop()
        with counter_window(screen, tmp_path, server.url, name=COUNTER) as window:
            today = Day(hub, window)
            wait_for_banner(window)
            server.start()
            parcel = hub.ready("Éloïse Lefèvre")
            window.scan(parcel.pickup_code, parcel.id)  # answered, and not kept for later: nobody would see it then
            window.wait_for_band(Tone.NO)
            try_again(window)
            assert today.settle() == []
            window.scan(parcel.pickup_code, parcel.id)
            until(lambda: today.state(parcel) == "collected", "the handover")
            assert window.close() == 0


def test_a_server_that_hangs(screen: XServer, server: Postgres, tmp_path: Path) -> None:
    """It takes what is said and never answers: the window lives, and can be closed."""
    near = make_url(server.url)
    with real_time_hub(server.url) as hub, relay(near.port or 0) as wire:
        far = near.set(port=wire.port).render_as_string()
        with counter_window(screen, tmp_path, far, name=COUNTER) as window:
            today = Day(hub, window)
            first, second = today.customer(2)
            window.scan(first.pickup_code)
            window.wait_for_band(Tone.YES)
            wire.block()
            window.scan(first.id)
            open_help(window)
            assert today.told() == []
            wire.unblock()
            today.expect(handed(first))
            wire.block()
            window.scan(second.id)
            assert window.close() == 0
        wire.unblock()
        assert (today.told(), today.state(second)) == ([handed(first)], "ready")


def test_killed_while_scanning(screen: XServer, database_url: str, tmp_path: Path) -> None:
    """Whenever it dies, each parcel is either handed over and journalled, or neither; the next start goes on."""
    with real_time_hub(database_url) as hub:
        for after in (1, 4):
            with counter_window(screen, tmp_path, database_url, name=COUNTER) as window:
                today = Day(hub, window)
                today.begin()
                parcels = today.customer(8)
                kill_while_scanning(today, parcels, after)
            told = today.told()
            assert told == [handed(parcel) for parcel in parcels[: len(told)]]
            states = [today.state(parcel) for parcel in parcels]
            assert states == ["collected"] * len(told) + ["ready"] * (len(parcels) - len(told))
            assert check_out.look(hub.desk, parcels[0].pickup_code).verdict is Verdict.READY
        with counter_window(screen, tmp_path, database_url, name=COUNTER) as window:
            window.scan(parcels[0].pickup_code, *[parcel.id for parcel in parcels[len(told) :]])
            until(lambda: today.state(parcels[-1]) == "collected", "the last handover")
            assert today.told() == list(map(handed, parcels))
            assert window.close() == 0


def kill_while_scanning(today: Day, parcels: Sequence[Parcel], after: int) -> None:
    """Kill the window's process when ``after`` labels have been answered, while the scanner types on."""
    with ThreadPoolExecutor(1) as scanner:
        typing = scanner.submit(today.window.scan, parcels[0].pickup_code, *[parcel.id for parcel in parcels])
        until(lambda: len(today.told()) >= after, "the first handovers")
        today.window.kill()
        typing.result()


def test_a_full_disk(screen: XServer, tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        file = tmp_path / "profile" / "comptoir.sqlite"
        file.parent.mkdir()
        with day(screen, tmp_path, f"sqlite:///{file}") as today:
            window, (first, second) = today.window, today.customer(2)
            window.scan(first.pickup_code)
            window.wait_for_band(Tone.YES)
            disk.fill()
            window.scan(first.id)
            window.wait_for_band(Tone.NO)
            wait_for_banner(window)
            assert today.state(first) == "ready"
            disk.make_room()
            try_again(window)
            window.scan(first.id, second.id)
            today.expect(handed(first), handed(second))
            assert window.close() == 0
        check_file(file)


def test_another_program_holds_the_file(screen: XServer, tmp_path: Path) -> None:
    file = tmp_path / "hub.sqlite"
    with day(screen, tmp_path, f"sqlite:///{file}") as today:
        window, (parcel,) = today.window, today.customer()
        window.scan(parcel.pickup_code)
        window.wait_for_band(Tone.YES)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            window.scan(parcel.id)
            open_help(window)
            window.wait_for_band(Tone.NO)
            other.execute("ROLLBACK")
        window.scan(parcel.id)
        today.expect(handed(parcel))
        assert window.close() == 0
    check_file(file)


def test_a_file_that_is_no_database(screen: XServer, tmp_path: Path) -> None:
    file = tmp_path / "comptoir.sqlite"
    file.write_bytes(b"Liste de courses\n" * 400)
    with counter_window(screen, tmp_path, None) as window:
        window.scan("BKDFTRHLN")
        window.wait_for_band(Tone.NO)
        assert window.close() == 0
    assert file.read_bytes() == b"Liste de courses\n" * 400


def check_file(file: Path) -> None:
    """The database is whole, and nothing of it is left beside it."""
    assert [found.name for found in file.parent.glob(f"{file.name}-*")] == []
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_broken_installation_leaves_no_empty_window(screen: XServer, tmp_path: Path) -> None:
    start = "import sys; sys.modules['desk_app.ui.program'] = None; from desk_app.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", start, "--profile", str(tmp_path)]
    run = subprocess.run(words, env=screen.environment(), capture_output=True, text=True, check=False, timeout=TIMEOUT)
    assert run.returncode == 3
    assert "desk_app.ui.program" in run.stderr.splitlines()[-1]
