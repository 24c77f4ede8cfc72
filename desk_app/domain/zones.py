"""Where goods must be kept."""

from enum import StrEnum


class Zone(StrEnum):
    """Temperature zone of a parcel and of a shelf; chilled and frozen goods are fetched last."""

    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"

    @property
    def is_cold(self) -> bool:
        """Cold goods past their limit are not handed over."""
        return self is not Zone.AMBIENT


ZONE_ORDER: dict[Zone, int] = {Zone.AMBIENT: 0, Zone.CHILLED: 1, Zone.FROZEN: 2}
