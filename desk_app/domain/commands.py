"""Barcodes that stand for what the clerk would press, to be stuck beside the till.

Any two of these codes differ in each of their letters: nothing that happens to one makes it another.
"""

from collections.abc import Mapping
from enum import StrEnum


class Command(StrEnum):
    """What a command barcode asks for; the page in front knows whether it can be done now."""

    HAND_OVER_ALL = "hand_over_all"
    PUT_AWAY = "put_away"
    UNDO = "undo"
    PRINT_AGAIN = "print_again"
    NEXT_PAGE = "next_page"
    SEARCH = "search"
    YES = "yes"
    ESCAPE = "escape"


COMMAND_CODES: Mapping[Command, str] = {
    Command.HAND_OVER_ALL: "PDJXT",
    Command.PUT_AWAY: "CXTLV",
    Command.UNDO: "FHNBL",
    Command.PRINT_AGAIN: "TCFVJ",
    Command.NEXT_PAGE: "XVHRB",
    Command.SEARCH: "DTCGK",
    Command.YES: "SJVTH",
    Command.ESCAPE: "HLBFP",
}
"""Never to be changed: the sheets that hang beside the tills say these. Each is ``codes.COMMAND_LENGTH`` letters."""

BY_CODE: Mapping[str, Command] = {code: command for command, code in COMMAND_CODES.items()}
