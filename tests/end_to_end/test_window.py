"""The counter's window as a clerk has it: the real program on a real screen, with keys of a real keyboard."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from desk_app.demo import database_of_today
from desk_app.domain.verdicts import Tone, Verdict
from tests.databases import postgres_database
from tests.end_to_end.counter_window import ENTER, counter_window, keycodes
from tests.end_to_end.day import Day, day, handed, refused
from tests.end_to_end.waiting import until
from tests.end_to_end.xserver import SCREEN, XServer


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'hub.sqlite'}"
        return
    with postgres_database(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest.fixture(scope="module")
def open_day(screen: XServer, url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """A window that is open all day, customer after customer."""
    with day(screen, tmp_path_factory.mktemp("day"), url) as opened:
        yield opened


@pytest.fixture
def today(open_day: Day, screen: XServer) -> Day:
    """The open window with a US keyboard and nothing journalled yet."""
    screen.setxkbmap("us")
    open_day.begin()
    return open_day


def test_a_code_opens_each_label_hands_over_and_the_last_closes(today: Day) -> None:
    books, cream = today.customer(2)
    today.window.scan(books.pickup_code)
    today.window.wait_for_band(Tone.YES)
    assert today.told() == []
    today.window.scan(cream.id)
    today.expect(handed(cream))
    assert (today.state(cream), today.state(books)) == ("collected", "ready")
    today.window.scan(books.id)
    today.expect(handed(cream), handed(books))
    today.window.scan(books.pickup_code)  # the pickup is closed: its code is dead
    today.expect(handed(cream), handed(books), refused(Verdict.ALREADY_COLLECTED, books))
    today.window.wait_for_band(Tone.NO)


def test_refusals_are_red_and_journalled(today: Day) -> None:
    mine, other = today.customer()[0], today.customer()[0]
    misread = mine.pickup_code[:-1] + ("B" if mine.pickup_code[-1] != "B" else "C")
    today.window.scan(misread)
    today.window.wait_for_band(Tone.NO)
    today.window.scan(mine.pickup_code)
    today.window.wait_for_band(Tone.YES)
    today.window.scan(other.id)
    today.window.wait_for_band(Tone.NO)
    today.expect(refused(Verdict.MISREAD), refused(Verdict.WRONG_PARCEL, other))
    assert (today.state(mine), today.state(other)) == ("ready", "ready")


def test_enter_hands_over_all_that_is_left(today: Day) -> None:
    parcels = today.customer(3)
    today.window.scan(parcels[0].pickup_code, parcels[0].id)
    today.expect(handed(parcels[0]))
    today.window.press(ENTER)
    today.expect(handed(parcels[0]), handed(parcels[1], "unscanned"), handed(parcels[2], "unscanned"))


def test_what_was_left_in_the_bar_is_no_part_of_a_scan(today: Day) -> None:
    (parcel,) = today.customer()
    today.window.press(*keycodes("oups"))
    today.window.scan(parcel.pickup_code, parcel.id, after_ms=500)
    today.expect(handed(parcel))


def test_a_customer_without_a_code_is_found_by_name(today: Day) -> None:
    parcel = today.hub.ready("Gwendoline Ostriz")
    today.window.press("F2", *keycodes("gwendo"))
    today.window.press(ENTER)
    today.window.wait_for_band(Tone.YES)
    today.window.press(ENTER)
    today.expect(handed(parcel, "unscanned"))


def test_a_scan_into_the_search_is_a_scan(today: Day) -> None:
    (parcel,) = today.customer()
    today.window.press("F2", *keycodes("dupont"))
    today.window.scan(parcel.pickup_code, parcel.id, after_ms=500)  # the hand goes to the scanner
    today.expect(handed(parcel))


def test_scans_in_a_row_are_all_answered(today: Day) -> None:
    first, second = today.customer(), today.customer(2)
    labels = [parcel.id for parcel in (*first, *second)]
    today.window.scan(first[0].pickup_code, labels[0], second[0].pickup_code, *labels[1:], first[0].pickup_code)
    today.expect(*map(handed, (*first, *second)), refused(Verdict.ALREADY_COLLECTED, *first))


def test_ten_scans_a_second_are_answered_in_their_order(today: Day) -> None:
    codes, expected = [], []
    for parcels in [today.customer(3) for _ in range(10)]:
        code = parcels[0].pickup_code
        codes += [code, *[parcel.id for parcel in parcels], code]
        expected += [*map(handed, parcels), refused(Verdict.ALREADY_COLLECTED, parcels[-1])]
    letters = sum(map(len, codes)) + len(codes)
    today.window.scan(*codes, gap_ms=len(codes) * 100 // letters)
    today.expect(*expected)


def test_what_is_scanned_while_it_starts_is_answered(other_screen: XServer, url: str, tmp_path: Path) -> None:
    with day(other_screen, tmp_path, url) as morning:  # the window is on the screen, no more
        (parcel,) = morning.customer()
        morning.window.scan(parcel.pickup_code, parcel.id)
        morning.expect(handed(parcel))


def test_two_counters_share_a_hub(today: Day, other_screen: XServer, url: str, tmp_path: Path) -> None:
    first, second = today.customer(2)
    with counter_window(other_screen, tmp_path, url, name="Poste 7") as other:
        for window in (today.window, other):
            window.scan(first.pickup_code)
            window.wait_for_band(Tone.YES)
        today.window.scan(first.id)
        today.expect(handed(first))
        told = Day(today.hub, other, "Poste 7")
        other.scan(first.id)
        told.expect(refused(Verdict.ALREADY_COLLECTED, first))
        other.wait_for_band(Tone.NO)
        other.press(ENTER)
        told.expect(refused(Verdict.ALREADY_COLLECTED, first), handed(second, "unscanned"))
        today.window.scan(second.id)
        today.expect(handed(first), refused(Verdict.ALREADY_COLLECTED, second))


def test_the_demonstration_opens_and_closes(other_screen: XServer, tmp_path: Path) -> None:
    file = database_of_today(tmp_path / "demo", datetime.now(UTC))
    with counter_window(other_screen, tmp_path, None, "demo") as window:
        until(window.is_listening, "the window")
        parcel = command(tmp_path, file, "parcels", "--state", "ready")["parcels"][0]
        window.scan(parcel["pickup_code"])
        until(window.band, "an answer")
        assert window.close() == 0
        assert window.errors == ""
    assert [found.name for found in file.parent.glob(f"{file.name}*")] == [file.name]
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("scale", ["1", "2"])
def test_it_fills_a_small_screen(other_screen: XServer, tmp_path: Path, scale: str) -> None:
    """Also without a window manager, and where everything is drawn twice as large."""
    with counter_window(other_screen, tmp_path, None, QT_SCALE_FACTOR=scale) as window:
        until(lambda: window.geometry() == (0, 0, *SCREEN), "the window over the whole screen")


def command(profile: Path, file: Path, *words: str) -> Any:
    """What another program is told about the same database."""
    words = ("--profile", str(profile), "--database", f"sqlite:///{file}", "--json", *words)
    run = subprocess.run([sys.executable, "-m", "desk_app", *words], stdout=subprocess.PIPE, check=True)
    return json.loads(run.stdout)


@pytest.mark.parametrize("screen_name", [{}, {"DISPLAY": ":4242"}, {"WAYLAND_DISPLAY": "nowhere"}])
@pytest.mark.parametrize(("language", "said"), [("fr", "Aucun écran"), ("en", "There is no display")])
def test_without_a_display_it_says_so(tmp_path: Path, screen_name: dict[str, str], language: str, said: str) -> None:
    """Also when one is named that does not answer."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    words = [sys.executable, "-m", "desk_app", "--profile", str(tmp_path), "--lang", language]
    run = subprocess.run(words, env=kept | screen_name, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (3, "")
    assert run.stderr.splitlines()[-1].startswith(said)
