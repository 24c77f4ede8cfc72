"""Scanners before the real window: keycodes of a US keyboard, at their speed, under the layouts that counters have."""

from collections.abc import Iterator
from itertools import count

import pytest

from desk_app.counter import announce, receive
from desk_app.domain.values import Announcement, Parcel
from desk_app.domain.verdicts import Tone, Verdict
from tests.end_to_end.counter_window import (
    ALT,
    CAPS_LOCK,
    ENTER,
    KEYPAD,
    KEYPAD_ENTER,
    LINE_FEED,
    NUM_LOCK,
    TAB,
    keycodes,
)
from tests.end_to_end.day import Day, day, handed, refused
from tests.end_to_end.waiting import until
from tests.end_to_end.xserver import XServer

COMPTOIR, ARRIVAGES, REGLAGES = "ctrl+10", "ctrl+11", "ctrl+16"
FRENCH_CMD = (54, 47, 40, 15)  # C, M, D and the dash of the digits' row
LAYOUTS = ["fr", "fr bepo", "fr oss", "be", "de", "ch", "es", "us dvorak"]
SECONDS = 60
_numbers = count(41_027, 7_919)  # with other digits each time


@pytest.fixture(scope="module")
def open_day(screen: XServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """A window that is open all day."""
    folder = tmp_path_factory.mktemp("day")
    with day(screen, folder, f"sqlite:///{folder / 'hub.sqlite'}") as opened:
        yield opened


@pytest.fixture
def today(open_day: Day, screen: XServer) -> Day:
    """The open window with a French keyboard and nothing journalled yet."""
    screen.setxkbmap("fr")
    open_day.begin()
    return open_day


@pytest.fixture
def layout(request: pytest.FixtureRequest, today: Day, screen: XServer) -> None:
    """The keyboard has another layout."""
    screen.setxkbmap(*request.param.split())


@pytest.fixture(params=[False, True], ids=["plain", "CapsLock"])
def caps_lock(request: pytest.FixtureRequest, today: Day) -> Iterator[None]:
    """CapsLock is off, and on."""
    if request.param:
        today.window.screen.keycodes(CAPS_LOCK)
    yield
    if request.param:
        today.window.screen.keycodes(CAPS_LOCK)


def order(today: Day, prefix: str = "CMD-") -> tuple[str, Parcel]:
    """An order that a shop has announced, by its number."""
    number = f"{prefix}{next(_numbers)}"
    return number, today.hub.announce(f"Client {number}", reference=number)


def crowd(today: Day, customers: int) -> list[tuple[Parcel, ...]]:
    """The parcels of so many customers, nine each, on their shelves."""
    desk, shop = today.hub.desk, today.hub.shops["Maison Iris"]
    numbers = [f"FOULE-{n}" for n in range(customers)]
    orders = [Announcement(n, f"Client {n}", email=f"{n}@exemple.fr", pieces=9, due_cents=0) for n in numbers]
    announce.import_orders(desk, shop.id, orders)
    return [receive.receive(desk, number, pieces=9).parcels for number in numbers]


def expect_shelved(today: Day, *parcels: Parcel) -> None:
    """Waits until the journal has so many lines: these were taken in, in this order, and nothing else happened."""
    until(lambda: len(today.told()) >= len(parcels), f"{len(parcels)} parcels to be taken in; last: {today.told()}")
    assert [line[:2] for line in today.told()] == [(Verdict.SHELVED.value, parcel.id) for parcel in parcels]


@pytest.mark.parametrize("layout", LAYOUTS, indirect=True)
@pytest.mark.usefixtures("layout", "caps_lock")
def test_customers_are_served_and_orders_taken_in(today: Day) -> None:
    parcels = today.customer(2)
    today.window.scan(parcels[0].pickup_code, shift=True)
    today.window.wait_for_band(Tone.YES)
    today.window.scan(parcels[0].id, shift=True)
    today.window.scan(parcels[1].id)
    today.expect(*map(handed, parcels))
    today.begin()
    orders = [order(today), order(today, ""), order(today)]
    today.window.screen.keycodes(ARRIVAGES)
    for (number, _), shift in zip(orders, (True, False, False), strict=True):
        today.window.scan(number, shift=shift)
    expect_shelved(today, *[parcel for _, parcel in orders])
    today.window.wait_for_band(Tone.YES)


@pytest.mark.parametrize("layout", ["fr", "fr bepo"], indirect=True)
@pytest.mark.parametrize("gap_ms", [1, 60])
@pytest.mark.usefixtures("layout")
def test_scanners_are_quick_and_slow(today: Day, gap_ms: int) -> None:
    (parcel,) = today.customer()
    today.window.scan(parcel.pickup_code, parcel.id, gap_ms=gap_ms, shift=True)
    today.expect(handed(parcel))
    today.begin()
    orders = [order(today), order(today, "")]
    today.window.screen.keycodes(ARRIVAGES)
    today.window.scan(*[number for number, _ in orders], gap_ms=gap_ms, shift=True)
    expect_shelved(today, *[parcel for _, parcel in orders])


@pytest.mark.usefixtures("caps_lock")
def test_a_number_typed_without_shift_is_understood(today: Day) -> None:
    """As French keyboards have it: letters in their own places, signs where the digits are."""
    digits = [f"{next(_numbers)}68" for _ in range(2)]  # those whose keys write signs that numbers have, too
    parcels = [today.hub.announce(f"Client {n}", reference=n) for n in (f"CMD-{digits[0]}", digits[1])]
    today.window.press(ARRIVAGES, *FRENCH_CMD, *keycodes(digits[0]), ENTER, *keycodes(digits[1]), ENTER)
    expect_shelved(today, *parcels)


@pytest.mark.parametrize(
    "suffix",
    [(ENTER,), (ENTER, LINE_FEED), (ENTER, "ctrl+44"), (ENTER, KEYPAD_ENTER), (ENTER,) * 3, (TAB,), (LINE_FEED,), ()],
    ids=["CR", "CR LF", "CR Ctrl+J", "Return Enter", "three times", "Tab", "LF", "none"],
)
def test_no_end_is_lost_or_hands_anything_over(today: Day, suffix: tuple[int | str, ...]) -> None:
    parcels = today.customer(3)
    for code in (parcels[0].pickup_code, parcels[0].id, parcels[1].id):
        today.window.scan(code, suffix=suffix, after_ms=300)  # without a suffix, the pause ends a scan
    today.expect(*map(handed, parcels[:2]))
    assert today.settle() == [*map(handed, parcels[:2])]


def test_what_kind_of_code_it_was_is_no_part_of_it(today: Day) -> None:
    (parcel,) = today.customer()
    number, announced = order(today)
    today.window.scan(f"]Q1{parcel.pickup_code}", f"]C0{parcel.id}", shift=True)
    today.expect(handed(parcel))
    today.begin()
    today.window.screen.keycodes(ARRIVAGES)
    today.window.scan(f"]C0{number}", shift=True)
    expect_shelved(today, announced)


def test_the_keypad_writes_digits_whatever_numlock_says(today: Day) -> None:
    orders = [order(today, ""), order(today, "")]
    today.window.screen.keycodes(ARRIVAGES)
    for number, _ in orders:
        today.window.screen.keycodes(NUM_LOCK)  # on, and off again
        today.window.screen.keycodes(*[KEYPAD[digit] for digit in number], KEYPAD_ENTER)
    expect_shelved(today, *[parcel for _, parcel in orders])


def test_letters_come_as_alt_and_their_numbers(today: Day) -> None:
    (parcel,) = today.customer()
    for code in (parcel.pickup_code, parcel.id):
        today.window.screen.hold(ALT, *[[KEYPAD[digit] for digit in f"0{ord(letter)}"] for letter in code])
        today.window.screen.keycodes(ENTER)
    today.expect(handed(parcel))


def test_a_stutter_hands_over_once(today: Day) -> None:
    (parcel,) = today.customer()
    code = parcel.pickup_code
    today.window.scan(code, code, parcel.id, parcel.id, gap_ms=1)
    assert today.settle() == [handed(parcel)]


def test_a_code_in_two_pieces_is_one(today: Day) -> None:
    (parcel,) = today.customer()
    for code in (parcel.pickup_code, parcel.id):
        today.window.scan(code[:5], suffix=(), after_ms=600)
        today.window.scan(code[5:], after_ms=600)
    assert today.settle() == [handed(parcel)]


def test_a_field_keeps_what_was_typed_and_the_scan_is_answered(today: Day) -> None:
    (parcel,) = today.customer()
    press = today.window.press
    press(ARRIVAGES, "F7", *keycodes("iris"), ENTER, *keycodes("bon"), ENTER, *keycodes("kud"))
    today.window.scan(parcel.id, after_ms=500)
    today.expect(refused(Verdict.ALREADY_RECEIVED, parcel))
    press(*keycodes("rik"), ENTER)
    until(lambda: len(today.told()) == 2, "the order to be announced")
    (verdict, announced, _) = today.told()[1]
    assert verdict == Verdict.ANNOUNCED
    assert announced is not None
    assert today.hub.parcel(announced).customer == "kudrik"
    press("Escape")


def test_an_open_list_makes_room_and_nothing_in_it_is_chosen(today: Day) -> None:
    (parcel,) = today.customer()
    window, kept = today.window, (today.window.profile / "settings.json").read_bytes()
    window.press(REGLAGES, "F6", TAB, TAB, "alt+116")
    until(lambda: window.screen.windows(window.process.pid) == 2, "an open list")
    window.scan(parcel.pickup_code, parcel.id)
    today.expect(handed(parcel))
    assert window.screen.windows(window.process.pid) == 1
    window.press(REGLAGES, ENTER)  # whatever was chosen is kept
    window.wait_for_band(Tone.YES)
    assert (window.profile / "settings.json").read_bytes() == kept
    window.press(COMPTOIR)


def test_ten_a_second_for_a_minute(today: Day) -> None:
    """A customer's code and nine labels in each second: not one is lost, done twice, or done before its turn."""
    customers = crowd(today, SECONDS)
    for parcels in customers:
        codes = (parcels[0].pickup_code, *[parcel.id for parcel in parcels])
        today.window.screen.bursts(*[(*keycodes(code), ENTER) for code in codes], delay_ms=5, pause_ms=25)
    today.expect(*[handed(parcel) for parcels in customers for parcel in parcels])
