"""A parcel that was handed over twice: by another counter, and by this one while it was alone."""

from collections.abc import Sequence
from dataclasses import replace

from desk_app.counter import check_out, incidents
from desk_app.domain.values import Parcel
from tests.ui.conftest import ELOISE
from tests.ui.hub import Hub


def handed_over_twice(hub: Hub, customer: str = ELOISE, *, more: Sequence[Parcel] = ()) -> Parcel:
    """The parcel, and an incident; this counter has handed over ``more`` with it."""
    parcel = hub.ready(customer)
    ids = [parcel.id, *(p.id for p in more)]
    other = replace(hub.desk, counter="Poste 1", clerk="Sacha")
    check_out.hand_over(other, parcel.pickup_code, [parcel.id])
    hub.later(minutes=2)
    act, what = hub.desk.act("hand_over"), {"code": parcel.pickup_code, "parcel_ids": ids}
    answer = check_out.hand_over(hub.desk, parcel.pickup_code, ids, nonce=act.nonce)
    incidents.record(hub.desk, act, "check_out.hand_over", answer, what)
    return parcel
