"""Where goods must be kept."""

from enum import StrEnum


class Zone(StrEnum):
    """Temperature zone of a parcel and of a shelf; what is cold or hot is fetched last."""

    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"
    HOT = "hot"

    @property
    def is_cold(self) -> bool:
        """Whether time outside the cold counts."""
        return self in (Zone.CHILLED, Zone.FROZEN)

    @property
    def is_strict(self) -> bool:
        """Whether goods past their limit are not handed over, and stand on no shelf of another zone."""
        return self is not Zone.AMBIENT


ZONE_ORDER: dict[Zone, int] = {Zone.AMBIENT: 0, Zone.CHILLED: 1, Zone.FROZEN: 2, Zone.HOT: 3}
