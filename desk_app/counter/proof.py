"""The proof of what became of one parcel."""

from desk_app.counter.desk import Desk
from desk_app.domain import scan
from desk_app.domain.proof import Proof
from desk_app.store import cold, hubs, parcels, proofs, remarks
from desk_app.store.engine import Tx


def proof(desk: Desk, parcel_id: str) -> Proof | None:
    """All that is known of a parcel, from its label or its id; None when there is no such parcel."""

    def ask(tx: Tx) -> Proof | None:
        parcel = parcels.by_id(tx, desk.hub_id, scan.decode(parcel_id).value)
        if parcel is None:
            return None
        entries, link = proofs.entries(tx, parcel.id)
        return Proof(
            hub=hubs.hub_name(tx, desk.hub_id),
            made_at=desk.clock(),
            parcel=parcel,
            entries=entries,
            handover=proofs.handover(tx, parcel.handover_id),
            payments=proofs.payments(tx, parcel.order_id),
            remarks=remarks.of_parcel(tx, parcel.id),
            spells=cold.spells_of(tx, parcel.id),
            link=link,
        )

    return desk.store.read(ask)
