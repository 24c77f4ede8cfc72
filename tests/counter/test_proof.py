"""What proves a parcel's way: gathered as it was, from the announcement to the handover."""

from desk_app.counter.proof import proof
from desk_app.domain.checks import Identity, Method
from desk_app.domain.codes import new_parcel_id
from desk_app.domain.verdicts import Verdict, is_refusal
from tests.counter.hub import Hub
from tests.counter.test_privacy import a_visit
from tests.counter.traces import NAME, PROXY


def test_all_of_a_visit_is_gathered(hub: Hub) -> None:
    a_visit(hub)
    parcel = hub.of_order("Z-1")[0]
    found = proof(hub.desk, parcel.id)
    assert found is not None
    assert (found.hub, found.parcel.customer) == ("Maison", NAME)
    verdicts = [entry.verdict for entry in found.entries]
    assert verdicts[0] is Verdict.ANNOUNCED
    done = [verdict for verdict in verdicts if not is_refusal(verdict)]
    assert done[-4:] == [Verdict.COLLECTED, Verdict.UNDONE, Verdict.COLLECTED, Verdict.INCIDENT]
    assert found.handover is not None
    assert (found.handover.proxy, found.handover.identity_seen) == (PROXY, Identity.CARD)
    assert found.handover.at == parcel.collected_at
    assert [(p.method, p.amount_cents) for p in found.payments] == [(Method.CARD, c) for c in (1250, -1250, 1250)]
    assert len(found.remarks) == 2
    last = hub.query(f"SELECT counter, seq, digest FROM journal WHERE parcel_id = '{parcel.id}' ORDER BY at, id")[-1]
    assert found.link is not None
    assert (found.link.counter, found.link.seq, found.link.digest) == tuple(last)


def test_what_is_not_handed_over_has_no_handover(hub: Hub) -> None:
    found = proof(hub.desk, hub.announce()[0].id)
    assert found is not None
    assert found.handover is None
    assert not (found.payments)
    assert not (found.remarks)
    assert not (found.spells)
    assert proof(hub.desk, new_parcel_id()) is None
    assert proof(hub.desk, "rubbish") is None
