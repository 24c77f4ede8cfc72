"""The funnel's first step: what a scanned or typed text is, whatever a scanner or a hand does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.domain import codes
from desk_app.domain.commands import COMMAND_CODES, Command
from desk_app.domain.scan import Kind, Scan, decode

PICKUP = "BKDFTRHL" + codes.check_letter("BKDFTRHL")
PARCEL = "XKDPTRBLJHV" + codes.check_letter("XKDPTRBLJHV")
SHELF = "BCDFGH" + codes.check_letter("BCDFGH")
UNDO = COMMAND_CODES[Command.UNDO]
OF_KIND = {Kind.PICKUP: PICKUP, Kind.PARCEL: PARCEL, Kind.SHELF: SHELF, Kind.COMMAND: UNDO}


def one_wrong(code: str) -> str:
    """The code with its first letter read as another."""
    return ("C" if code[0] == "B" else "B") + code[1:]


@pytest.mark.parametrize("kind", OF_KIND)
@pytest.mark.parametrize(
    "dress",
    [
        "{}",
        "  {}\r\n",
        "\t{}\t",
        "]C1{}",  # Code 128 says so itself
        "]Q3{}",
        "]d2 {}",
        "\x02{}\x03",
        "\x1d]C1{}",
        "{}\x00",
    ],
)
def test_what_scanners_add_is_taken_off(kind: Kind, dress: str) -> None:
    for code in (OF_KIND[kind], OF_KIND[kind].lower(), codes.spell(OF_KIND[kind])):
        raw = dress.format(code)
        assert decode(raw) == Scan(kind, OF_KIND[kind], raw)


@pytest.mark.parametrize("separator", ["-", " ", ".", "_", "–", "—", "\u00a0", "\u202f", " - "])
@pytest.mark.parametrize("kind", OF_KIND)
def test_separators_between_any_letters(kind: Kind, separator: str) -> None:
    assert decode(separator.join(OF_KIND[kind])).value == OF_KIND[kind]
    assert decode(separator.join(OF_KIND[kind])).kind is kind


def test_a_misread_letter() -> None:
    assert decode(one_wrong(PICKUP)) == Scan(Kind.MISREAD, one_wrong(PICKUP), one_wrong(PICKUP))
    assert decode(codes.spell(one_wrong(PARCEL))).kind is Kind.MISREAD
    assert decode(PICKUP[1] + PICKUP[0] + PICKUP[2:]).kind is Kind.MISREAD


def test_seven_letters_that_are_no_shelf_tag_are_a_word() -> None:
    assert decode(one_wrong(SHELF)).kind is Kind.TEXT


@pytest.mark.parametrize("letters", [one_wrong(UNDO), "BCDF" + codes.check_letter("BCDF")])
def test_five_letters_that_are_no_command_are_a_word(letters: str) -> None:
    assert decode(letters) == Scan(Kind.TEXT, letters, letters)


@pytest.mark.parametrize("text", ["#4127", "CMD-2026/118", "A-12", "Éloïse Lefèvre", "0612345678", "BKD", "4127 "])
def test_orders_names_and_shelf_codes_are_text(text: str) -> None:
    assert decode(text) == Scan(Kind.TEXT, text.strip(), text)


def test_runs_of_spaces_in_a_text_are_one() -> None:
    assert decode("  CMD   118\t").value == "CMD 118"


@pytest.mark.parametrize("text", ["", " ", "\r\n", "\x00", "\x02\x03", "]C1", "\u00a0"])
def test_nothing(text: str) -> None:
    assert decode(text) == Scan(Kind.EMPTY, "", text)


def test_an_aim_id_is_only_taken_off_at_the_beginning() -> None:
    assert decode("A]C1B").value == "A]C1B"
    assert decode("]C1]C1x").value == "]C1x"


@given(st.text(max_size=40) | st.binary(max_size=40).map(lambda rubbish: rubbish.decode("latin-1")))
def test_rubbish_never_raises_and_never_passes_for_a_code(raw: str) -> None:
    scan = decode(raw)
    assert scan.raw in (raw, "")
    if scan.kind in OF_KIND:
        assert codes.is_valid(scan.value)
        assert len(scan.value) == len(OF_KIND[scan.kind])
    assert scan.value or scan.kind in (Kind.EMPTY, Kind.MISREAD)


@given(st.text(alphabet=codes.ALPHABET + codes.ALPHABET.lower() + " -\t]C1\x1d", max_size=20))
def test_decoding_what_was_decoded_changes_nothing(raw: str) -> None:
    once = decode(raw)
    again = decode(once.value)
    if once.value and once.kind is not Kind.TEXT:
        assert (again.kind, again.value) == (once.kind, once.value)


@given(st.text(alphabet=codes.ALPHABET, min_size=8, max_size=8), st.integers(0, 8), st.sampled_from(["-", " ", "."]))
def test_any_pickup_code_with_a_separator_anywhere(letters: str, place: int, separator: str) -> None:
    code = letters + codes.check_letter(letters)
    assert decode((code[:place] + separator + code[place:]).lower()).value == code
