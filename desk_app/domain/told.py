"""How much a shop wants to hear."""

from enum import StrEnum


class Told(StrEnum):
    """How a shop wants to be told what came, left and goes back."""

    EACH = "each"
    DAILY = "daily"
    NEVER = "never"
