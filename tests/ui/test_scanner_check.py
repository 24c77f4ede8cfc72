"""What the test code tells of a scanner, for the layouts of the table."""

import pytest

from desk_app.domain import keyboards
from desk_app.ui.scan_keys import Key, Suffix, Wedge
from desk_app.ui.scanner_check import TEST_CODE, examine


def sent(text: str, end: str = "\r", gap_ms: int = 8, physical: str = "") -> list[Key]:
    """Keys as they arrive."""
    places = physical or "\0" * len(text)
    keys = [
        Key(letter, 1000 + gap_ms * place, us.strip("\0"))
        for place, (letter, us) in enumerate(zip(text, places, strict=True))
    ]
    return [*keys, *(Key(letter, keys[-1].at + gap_ms * (place + 1)) for place, letter in enumerate(end))]


def under(layout: str, text: str = TEST_CODE) -> str:
    """What a US scanner's text becomes."""
    plain, _, _ = keyboards.rows(layout)
    return "".join(plain[keyboards.us_keys().index(letter)] for letter in text)


def test_all_is_well() -> None:
    found = examine(sent(TEST_CODE))
    assert (found.is_known, found.layout, found.suffix, found.prefix) == (True, "", Suffix.ENTER, "")
    assert (found.gap_ms, found.advice) == (8, "well")


@pytest.mark.parametrize("layout", ["fr", "be", "ch", "de", "es", "it", "cz", "hu"])
def test_the_layout_is_guessed_and_kept(layout: str) -> None:
    found = examine(sent(under(layout)))
    assert found.is_known
    assert under(found.layout) == under(layout)
    assert (found.by_keys, found.advice) == (False, "by_layout")
    assert found.wedge == Wedge("", Suffix.ENTER, found.layout)


def test_where_the_system_tells_the_keys_no_layout_is_kept() -> None:
    found = examine(sent(under("fr"), physical=TEST_CODE))
    assert (found.layout, found.by_keys, found.advice) == ("fr", True, "by_keys")
    assert found.wedge.layout == ""


def test_dead_keys_are_no_matter_where_the_system_tells_the_keys() -> None:
    found = examine(sent("?" * len(TEST_CODE), physical=TEST_CODE))
    assert (found.is_known, found.by_keys) == (True, True)


@pytest.mark.parametrize(
    ("before", "prefix"), [("~", "~"), ("]C0", ""), ("]Q1", ""), ("~]C0", "~"), ("AB", "AB")], ids=repr
)
def test_what_comes_before_is_a_prefix_an_aim_id_is_none(before: str, prefix: str) -> None:
    assert examine(sent(before + TEST_CODE)).prefix == prefix


@pytest.mark.parametrize(
    ("end", "suffix"), [("\r", Suffix.ENTER), ("\r\r", Suffix.ENTER), ("\t", Suffix.TAB), ("", Suffix.NONE)]
)
def test_what_it_ends_with(end: str, suffix: Suffix) -> None:
    assert examine(sent(TEST_CODE, end)).suffix is suffix


@pytest.mark.parametrize(
    ("gap_ms", "end", "advice"),
    [(8, "", "no_suffix"), (100, "\r", "slow"), (130, "\t", "slow"), (300, "\r", "typed"), (8, "\t", "well")],
)
def test_one_piece_of_advice(gap_ms: int, end: str, advice: str) -> None:
    assert examine(sent(TEST_CODE, end, gap_ms)).advice == advice


def test_capslock_turns_capitals_and_is_no_matter() -> None:
    found = examine(sent(TEST_CODE.lower()))
    assert (found.is_known, found.capitals_turned) == (True, True)


@pytest.mark.parametrize(
    ("text", "gap_ms", "advice"), [("376012345678", 8, "unreadable"), ("bonjour", 300, "typed"), ("x", 8, "unreadable")]
)
def test_something_else_is_no_test_code(text: str, gap_ms: int, advice: str) -> None:
    found = examine(sent(text, gap_ms=gap_ms))
    assert (found.is_known, found.advice) == (False, advice)


def test_an_enter_alone_tells_nothing() -> None:
    assert examine([Key("\r", 1000)]).advice == "nothing"
