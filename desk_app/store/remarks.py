"""Remarks: what people write and photograph about a parcel, kept apart from the journal so that it can be forgotten."""

from sqlalchemy import bindparam, select

from desk_app.domain.remarks import Remark, RemarkKind
from desk_app.store import tables as t
from desk_app.store.engine import Tx
from desk_app.store.journal import Act
from desk_app.store.keys import new_key

_INSERT = t.remark.insert()
_R = t.remark.c
_OF_PARCEL = (
    select(_R.id, _R.parcel_id, _R.nonce, _R.at, _R.kind, _R.text, _R.picture)
    .where(_R.parcel_id == bindparam("parcel_id"))
    .order_by(_R.at, _R.id)
)


def put(tx: Tx, act: Act, parcel_id: str, kind: RemarkKind, text: str, picture: bytes | None = None) -> None:
    """Add a remark of an action about a parcel; ``picture`` is a JPEG."""
    values = {
        "id": new_key(),
        "hub_id": act.hub_id,
        "parcel_id": parcel_id,
        "nonce": act.nonce,
        "at": act.at,
        "kind": kind,
        "text": text,
        "picture": picture,
    }
    tx.execute(_INSERT, values)


def of_parcel(tx: Tx, parcel_id: str) -> tuple[Remark, ...]:
    """The remarks about a parcel with their pictures, the oldest first."""
    rows = tx.execute(_OF_PARCEL, {"parcel_id": parcel_id})
    return tuple(Remark(r.id, r.parcel_id, r.nonce, r.at, RemarkKind(r.kind), r.text, r.picture) for r in rows)
