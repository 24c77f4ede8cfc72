"""Counts, plurals, money and dates as French and English people read them."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain.states import State
from desk_app.domain.verdicts import Tone
from desk_app.domain.zones import Zone
from desk_app.i18n import LANGUAGES, NBSP, THIN, Texts

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 14, 2, tzinfo=PARIS)


@pytest.fixture(autouse=True)
def _paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The counter's wall clock is in Paris."""
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def texts(language: str, now: datetime = NOW) -> Texts:
    """Words of a language at a time of our own."""
    return Texts(language, lambda: now)


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (1284, f"1{THIN}284", "1,284"),
        (1_000_000, f"1{THIN}000{THIN}000", "1,000,000"),
        (-1284, f"-1{THIN}284", "-1,284"),
    ],
)
def test_counts(number: int, french: str, english: str) -> None:
    assert texts("fr").count(number) == french
    assert texts("en").count(number) == english
    assert texts("fr").format("{n}", n=number) == french


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [(0, "singular", "plural"), (1, "singular", "singular"), (2, "plural", "plural"), (-1, "singular", "singular")],
)
def test_plurals(number: int, french: str, english: str) -> None:
    """French says « 0 colis » in the singular, English in the plural."""
    for language, form in (("fr", french), ("en", english)):
        said = texts(language)("verdicts.collected_title", n=number, shop="Maison Iris")
        assert ("Maison Iris" in said) == (form == "singular")


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [
        (0, f"0,00{NBSP}€", "€0.00"),
        (5, f"0,05{NBSP}€", "€0.05"),
        (7151, f"71,51{NBSP}€", "€71.51"),
        (123_450, f"1{THIN}234,50{NBSP}€", "€1,234.50"),
        (-320, f"-3,20{NBSP}€", "-€3.20"),
        (None, "montant inconnu", "amount unknown"),
    ],
)
def test_money(cents: int | None, french: str, english: str) -> None:
    assert texts("fr").format("{due:money}", due=cents) == french
    assert texts("en").format("{due:money}", due=cents) == english


@pytest.mark.parametrize(
    ("at", "french", "english"),
    [
        (NOW, "14:02", "14:02"),
        (datetime(2026, 11, 23, 0, 0, tzinfo=PARIS), "00:00", "00:00"),
        (datetime(2026, 11, 22, 23, 59, tzinfo=PARIS), f"hier{NBSP}23:59", f"yesterday{NBSP}23:59"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=PARIS), f"demain{NBSP}09:00", f"tomorrow{NBSP}09:00"),
        (datetime(2026, 11, 21, 17, 40, tzinfo=PARIS), f"21{NBSP}nov.{NBSP}17:40", f"21{NBSP}Nov{NBSP}17:40"),
        (datetime(2026, 11, 25, 17, 40, tzinfo=PARIS), f"25{NBSP}nov.{NBSP}17:40", f"25{NBSP}Nov{NBSP}17:40"),
        (
            datetime(2025, 8, 1, 8, 5, tzinfo=PARIS),
            f"1{NBSP}août{NBSP}2025{NBSP}08:05",
            f"1{NBSP}Aug{NBSP}2025{NBSP}08:05",
        ),
    ],
)
def test_times_next_to_today(at: datetime, french: str, english: str) -> None:
    assert texts("fr").when(at) == french
    assert texts("en").format("{at:when}", at=at.astimezone(UTC)) == english


@pytest.mark.parametrize(
    ("at", "french", "english"),
    [
        (NOW, f"aujourd’hui à{NBSP}14:02", "today at 14:02"),
        (NOW - timedelta(days=1), f"hier à{NBSP}14:02", "yesterday at 14:02"),
        (NOW - timedelta(days=3), f"le 20{NBSP}nov. à{NBSP}14:02", f"on 20{NBSP}Nov at 14:02"),
        (NOW + timedelta(days=1), f"le 24{NBSP}nov. à{NBSP}14:02", f"on 24{NBSP}Nov at 14:02"),
    ],
)
def test_moments_inside_a_sentence(at: datetime, french: str, english: str) -> None:
    for language, said in (("fr", french), ("en", english)):
        assert texts(language).format("{at:moment}", at=at).replace(NBSP, " ") == said.replace(NBSP, " ")


def test_dates() -> None:
    assert texts("fr").date(date(2026, 2, 3)) == f"3{NBSP}févr."
    assert texts("en").format("{at:date}", at=datetime(2026, 2, 2, 23, 30, tzinfo=UTC)) == f"3{NBSP}Feb"
    assert texts("en").format("{at:time}", at=datetime(2026, 7, 2, 23, 30, tzinfo=UTC)) == "01:30"


def test_days_and_hours_in_full() -> None:
    at = datetime(2026, 12, 1, 19, 0, tzinfo=PARIS)
    assert texts("fr").day(at) == f"mardi 1er{NBSP}décembre"
    assert texts("en").day(at) == f"Tuesday 1{NBSP}December"
    assert texts("fr").day(date(2027, 1, 2)) == f"samedi 2{NBSP}janvier{NBSP}2027"
    assert texts("fr").hour(at) == f"19{NBSP}h"
    assert texts("fr").hour(at.replace(hour=9, minute=5)) == f"9{NBSP}h{NBSP}05"
    assert texts("en").hour(at) == "19:00"


def test_today_is_the_wall_clocks_whatever_clock_is_given() -> None:
    """Half past midnight in Paris is still yesterday in UTC."""
    now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    said = texts("fr", now)
    assert said.when(now) == "00:30"
    assert said.when(now - timedelta(hours=1)) == f"hier{NBSP}23:30"
    assert said.date(now) == f"1{NBSP}janv."
    assert said.date(now - timedelta(hours=1)) == f"31{NBSP}déc.{NBSP}2026"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.integers(-3, 3), st.sampled_from(LANGUAGES))
def test_every_time_is_said_with_its_clock_time(now: datetime, days: int, language: str) -> None:
    here = now.replace(tzinfo=UTC)
    at = here + timedelta(days=days)
    said = texts(language, here).when(at)
    assert said.endswith(texts(language).time(at))
    assert (said == texts(language).time(at)) == (at.astimezone().date() == here.astimezone().date())


def test_our_own_words_are_translated() -> None:
    assert texts("fr").format("{state}, {zone}", state=State.READY, zone=Zone.CHILLED) == "prêt, frais"
    assert texts("en").format("{state}, {zone}", state=State.READY, zone=Zone.CHILLED) == "ready, chilled"
    assert texts("fr").format("{tone}", tone=Tone.LOOK) == "look"  # not for people: said as it is


def test_what_is_not_known_is_left_out() -> None:
    assert texts("fr").format("{shelf}|{at:moment}|{name:>5}", shelf=None, at="", name=None) == "||"


def test_other_formats_are_pythons() -> None:
    assert texts("fr").format("{size:03d} {ratio:.1f} {name!r}", size=7, ratio=0.25, name="x") == "007 0.2 'x'"


def test_switching_without_a_restart() -> None:
    said = texts("fr")
    assert said("words.yesterday") == "hier"
    said.language = "en"
    assert said.language == "en"
    assert said("words.yesterday") == "yesterday"


@pytest.mark.parametrize("language", ["de", "", "FR"])
def test_a_language_that_is_not_there(language: str) -> None:
    with pytest.raises(ValueError, match="fr, en"):
        Texts(language)


def test_a_key_or_a_field_that_is_not_there() -> None:
    assert not texts("fr").has("words.nothing")
    with pytest.raises(KeyError):
        texts("fr")("words.nothing")
    with pytest.raises(KeyError):
        texts("fr")("errors.database_busy")
