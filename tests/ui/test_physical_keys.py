"""The key of a US keyboard, by its scan code."""

import pytest

from desk_app.domain import keyboards
from desk_app.ui.physical_keys import OFFSETS, us_letter

# The main block as a PC's keyboard numbers it, row after row, without Shift and with it.
MAIN = (
    (0x02, "1234567890-=", "!@#$%^&*()_+"),
    (0x10, "qwertyuiop[]", "QWERTYUIOP{}"),
    (0x1E, "asdfghjkl;'", 'ASDFGHJKL:"'),
    (0x29, "`", "~"),
    (0x2B, "\\", "|"),
    (0x2C, "zxcvbnm,./", "ZXCVBNM<>?"),
    (0x39, " ", " "),
)
KEYPAD = {
    **{0x47: "7", 0x48: "8", 0x49: "9", 0x4B: "4", 0x4C: "5", 0x4D: "6", 0x4F: "1", 0x50: "2", 0x51: "3", 0x52: "0"},
    **{0x37: "*", 0x4A: "-", 0x4E: "+", 0x53: "."},
}
SILENT = {
    **{"Escape": 0x01, "Backspace": 0x0E, "Tab": 0x0F, "Enter": 0x1C, "Ctrl": 0x1D, "Shift": 0x2A, "Shift right": 0x36},
    **{"Alt": 0x38, "CapsLock": 0x3A, "F1": 0x3B, "F10": 0x44, "NumLock": 0x45, "ScrollLock": 0x46, "F11": 0x57},
    **{"F12": 0x58, "the key beside a European Shift": 0x56},
}
# The arrows and their neighbours have the keypad's numbers behind a prefix on Windows; X11 counts them apart.
WINDOWS_EXTENDED = (0x147, 0x148, 0x149, 0x14B, 0x14D, 0x14F, 0x150, 0x151, 0x152, 0x153)
X11_EXTENDED = range(110, 120)


@pytest.fixture(params=sorted(OFFSETS))
def platform(request: pytest.FixtureRequest) -> str:
    """Each platform of Qt's that tells scan codes."""
    return str(request.param)


def test_every_key_of_the_main_block_is_known_with_shift_and_without(platform: str) -> None:
    for first, plain, shifted in MAIN:
        for place, both in enumerate(zip(plain, shifted, strict=True)):
            code = first + place + OFFSETS[platform]
            assert (us_letter(code, platform, shift=False), us_letter(code, platform, shift=True)) == both


def test_all_that_a_us_keyboard_writes_is_told(platform: str) -> None:
    told = {us_letter(code, platform, shift=shift) for code in range(400) for shift in (False, True)}
    assert set(keyboards.us_keys()) <= told


def test_the_keypad_writes_its_digits_whatever_shift_says(platform: str) -> None:
    for code, letter in KEYPAD.items():
        for shift in (False, True):
            assert us_letter(code + OFFSETS[platform], platform, shift=shift) == letter


@pytest.mark.parametrize("code", SILENT.values(), ids=SILENT)
def test_what_writes_nothing_is_no_letter(platform: str, code: int) -> None:
    assert us_letter(code + OFFSETS[platform], platform, shift=False) == ""


def test_arrows_are_no_digits_of_the_keypad() -> None:
    assert {us_letter(code, "windows", shift=False) for code in WINDOWS_EXTENDED} == {""}
    for platform in ("xcb", "wayland"):
        assert {us_letter(code, platform, shift=False) for code in X11_EXTENDED} == {""}


@pytest.mark.parametrize("platform", ["cocoa", "offscreen", "minimal", ""])
def test_other_platforms_tell_nothing(platform: str) -> None:
    assert {us_letter(code, platform, shift=False) for code in range(400)} == {""}


@pytest.mark.parametrize("code", [-1, 0, 1, 0xFFFFFFFF])
def test_a_key_that_no_keyboard_has_is_no_letter(platform: str, code: int) -> None:
    """Programs that type for others send such ones."""
    assert us_letter(code, platform, shift=False) == ""
