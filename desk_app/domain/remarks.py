"""What people write and photograph about a parcel; the journal itself says nothing that may be personal."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RemarkKind(StrEnum):
    """What a remark is about."""

    DAMAGE = "damage"
    REFUSED = "refused"  # why the customer did not want it
    DISPOSED = "disposed"  # why it was thrown away
    TAKEN_BY = "taken_by"  # the name of who took it back to the shop
    UNDO = "undo"  # why a handover was taken back
    OVERRIDE = "override"  # why a manager had it handed over all the same


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark; ``picture`` is a JPEG, ``nonce`` is of the action in the journal that says who and where."""

    id: str
    parcel_id: str
    nonce: str
    at: datetime
    kind: RemarkKind
    text: str
    picture: bytes | None = None
