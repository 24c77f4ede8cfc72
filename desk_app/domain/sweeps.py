"""A shelf sweep: what stands on a shelf, compared with what should."""

from dataclasses import dataclass

from desk_app.domain.values import Parcel, Shelf


@dataclass(frozen=True, slots=True)
class Sweep:
    """What was scanned at one shelf. Every parcel that should stand or was seen there is in one of the first four.

    ``misplaced`` are in the hub and belong elsewhere, or nowhere yet; ``gone`` have left the hub, or never came, for
    all it knows; ``unknown`` are scans that name no parcel. ``overdue`` are those seen that are past their holding
    period.
    """

    shelf: Shelf
    standing: tuple[Parcel, ...] = ()
    missing: tuple[Parcel, ...] = ()
    misplaced: tuple[Parcel, ...] = ()
    gone: tuple[Parcel, ...] = ()
    unknown: tuple[str, ...] = ()
    overdue: tuple[Parcel, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether everything that should stands there, and nothing else."""
        return not (self.missing or self.misplaced or self.gone or self.unknown)
