"""Several hubs may share one database; a counter belongs to one of them and sees no other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hub:
    """One hub of the database."""

    id: str
    name: str
