"""Command barcodes: valid, of a length of their own, and far from each other."""

from itertools import combinations

import pytest

from desk_app.domain import codes
from desk_app.domain.commands import BY_CODE, COMMAND_CODES, Command
from desk_app.domain.scan import Kind, decode


@pytest.mark.parametrize("command", Command)
def test_every_command_has_a_code_that_is_read_as_nothing_else(command: Command) -> None:
    code = COMMAND_CODES[command]
    assert codes.is_valid(code)
    assert decode(code.lower()).kind is Kind.COMMAND
    assert BY_CODE[decode(code).value] is command


def test_no_other_code_is_as_long() -> None:
    others = {codes.SHELF_TAG_LENGTH, codes.PICKUP_CODE_LENGTH, codes.PARCEL_ID_LENGTH}
    assert {len(code) for code in BY_CODE} == {codes.COMMAND_LENGTH}
    assert codes.COMMAND_LENGTH not in others


def test_two_commands_share_no_letter_in_any_place() -> None:
    for one, other in combinations(BY_CODE, 2):
        assert all(a != b for a, b in zip(one, other, strict=True)), (one, other)
