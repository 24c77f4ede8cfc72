"""What a PIN must be, what counts as its digits, and how long wrong ones make wait."""

from datetime import UTC, datetime, timedelta

import pytest

from desk_app.domain.clerks import digits_of, pause_after, pin_trouble, wait_left

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize("pin", ["2580", "7391", "194207", "00112233", "19422", "1235", "2045"])
def test_pins_that_will_do(pin: str) -> None:
    assert pin_trouble(pin) is None


@pytest.mark.parametrize("pin", ["", "258", "258025802", "25a0", "25 0", "²580", "٢٥٨٠"])
def test_pins_that_are_none(pin: str) -> None:
    assert pin_trouble(pin) == "pin_length"


@pytest.mark.parametrize(
    "pin", ["0000", "7777777", "1234", "0123", "12345678", "4321", "9876", "7890", "1212", "878787", "1984", "2004"]
)
def test_pins_that_are_tried_first(pin: str) -> None:
    assert pin_trouble(pin) == "pin_easy"


@pytest.mark.parametrize(
    ("text", "physical", "digits"),
    [
        ("2580", "", "2580"),
        ("é(_à", "2580", "2580"),
        ("é(_à", "", "2580"),
        ("É(_À", "", "2580"),
        ("2(8à", "", "2580"),
        ("Claire", "", ""),
        ("", "", ""),
        ("25 0", "", ""),
    ],
)
def test_digits_of_any_row(text: str, physical: str, digits: str) -> None:
    assert digits_of(text, physical) == digits


def test_waits_grow_and_stop_growing() -> None:
    assert [pause_after(n).total_seconds() for n in range(9)] == [0, 0, 0, 5, 30, 120, 600, 600, 600]


def test_a_wait_ends_and_is_never_longer_than_its_pause() -> None:
    until = NOON + timedelta(seconds=30)
    assert wait_left(until, 4, NOON) == timedelta(seconds=30)
    assert wait_left(until, 4, NOON + timedelta(seconds=31)) == timedelta()
    assert wait_left(until, 4, NOON - timedelta(days=1)) == timedelta(seconds=30)
    assert wait_left(None, 2, NOON) == timedelta()
