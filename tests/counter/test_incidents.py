"""What a counter did alone and its hub refused: kept once, listed with what the hub knew, solved by a person once."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desk_app.counter import check_out, incidents, privacy, receive
from desk_app.counter.desk import Desk
from desk_app.domain.incidents import Incident
from desk_app.domain.values import Answer, Parcel
from desk_app.domain.verdicts import Verdict
from desk_app.i18n import NBSP, Texts
from desk_app.store.engine import Store
from desk_app.store.errors import DatabaseOffline
from desk_app.wording import incident_left, incident_standing, incident_subject
from tests.counter.hub import Hub


def replayed(hub: Hub, *parcels: Parcel, nonce: str = "n") -> tuple[Answer, bool]:
    """What Poste 1 handed over alone is asked of the hub, as it is when the server is back."""
    act, code, ids = hub.desk.act("hand_over", nonce), parcels[0].pickup_code, [parcel.id for parcel in parcels]
    what = {"code": code, "parcel_ids": ids, "checks": {"proxy": "Jean Petit"}}
    answer = check_out.hand_over(hub.desk, code, ids, nonce=nonce)
    return answer, incidents.record(hub.desk, act, "check_out.hand_over", answer, what)


def handed_over_twice(hub: Hub, reference: str = "4127") -> tuple[Parcel, Incident]:
    """A parcel that Poste 2 handed over, and Poste 1 while it was alone."""
    parcel = hub.ready(reference)[0]
    check_out.hand_over(hub.other, parcel.pickup_code, [parcel.id])
    replayed(hub, parcel, nonce=f"n{reference}")
    return parcel, incidents.unsolved(hub.desk)[-1]


def test_what_was_handed_over_twice_says_who_did_when_and_where(hub: Hub) -> None:
    parcel, incident = handed_over_twice(hub)
    assert (incident.counter, incident.clerk, incident.action) == ("Poste 1", "Camille", "hand_over")
    assert (incident.verdict, incident.parcel_ids) == (Verdict.ALREADY_COLLECTED, (parcel.id,))
    assert (incident.customer, incident.pickup_code) == ("Éloïse Lefèvre", parcel.pickup_code)
    assert [p.id for p in incident.parcels] == [parcel.id]
    assert incident.what["checks"] == {"proxy": "Jean Petit"}
    cause = incident.cause
    assert cause is not None
    assert (cause.counter, cause.clerk, cause.verdict) == ("Poste 2", "Sacha", Verdict.COLLECTED)
    assert incident.at < incident.found_at
    assert [e.verdict for e in incident.known] == [Verdict.ANNOUNCED, Verdict.SHELVED, Verdict.COLLECTED]


def test_of_several_parcels_it_says_which_was_in_the_way_and_how_the_others_stand(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    third = hub.ready("9", shop=hub.iris)[0]
    check_out.hand_over(hub.other, first.pickup_code, [second.id])
    hub.shelf("A-2")
    receive.move(hub.desk, third.id, "A-2")  # newer than the handover, and no cause of anything
    replayed(hub, first, second, third)
    (incident,) = incidents.unsolved(hub.desk)
    assert ([p.id for p in incident.left], [p.id for p in incident.in_the_way]) == ([first.id, third.id], [second.id])
    assert incident.cause == incident.last_of(second.id)
    said = [(name.replace(NBSP, " "), how.partition(" (")[0]) for name, how in incident_standing(Texts("fr"), incident)]
    assert said == [
        ("n° 4127 (1/2) · La Belle Plume", "prêt, A-1"),
        ("n° 4127 (2/2) · La Belle Plume", "remis par Sacha, Poste 2"),
        ("n° 9 · Maison Iris", "prêt, A-2"),
    ]
    assert incident_subject(Texts("fr"), incident).endswith("4127 (2/2)")
    assert incident_left(Texts("fr"), incident).startswith("2 colis sont encore ici")


def test_where_all_parcels_were_in_the_way_none_is_left(hub: Hub) -> None:
    first, second = hub.ready(pieces=2)
    check_out.hand_over(hub.other, first.pickup_code, [first.id, second.id])
    replayed(hub, first, second)
    (incident,) = incidents.unsolved(hub.desk)
    assert (incident.left, incident_left(Texts("fr"), incident)) == ((), "")
    assert incident_subject(Texts("fr"), incident).replace(NBSP, " ") == "La Belle Plume, n° 4127"


def test_it_is_kept_and_journalled_once_however_often_it_is_replayed(hub: Hub) -> None:
    parcel = hub.collected()[0]
    news = [replayed(hub, parcel)[1] for _ in range(2)]
    assert news == [True, False]
    assert incidents.count(hub.desk) == 1
    lines = [e for e in hub.journal() if e.verdict is Verdict.INCIDENT]
    assert [(e.parcel, e.detail, e.action) for e in lines] == [(parcel.id, "already_collected", "incident")]


def test_what_a_restored_server_does_not_know_is_an_incident_of_nobody(hub: Hub) -> None:
    act = hub.desk.act("receive", "n")
    what = {"text": "4127-x"}
    incidents.record(hub.desk, act, "receive.receive", Answer(Verdict.UNKNOWN_ORDER, {"order": "4127-x"}), what)
    (incident,) = incidents.unsolved(hub.desk)
    assert (incident.parcel_ids, incident.parcels, incident.customer, incident.cause) == ((), (), "", None)
    assert incident.what == what


def test_a_label_that_the_hub_does_not_know_is_named_all_the_same(hub: Hub) -> None:
    label = hub.announce()[0].id
    hub.write("DELETE FROM parcel")
    incidents.record(
        hub.desk, hub.desk.act("move"), "receive.move", Answer(Verdict.UNKNOWN_PARCEL), {"parcel_id": label.lower()}
    )
    (incident,) = incidents.unsolved(hub.desk)
    assert (incident.parcel_ids, incident.parcels) == ((label,), ())


def test_solved_it_is_off_the_list_and_the_journal_says_by_whom_but_not_how(hub: Hub) -> None:
    parcel, incident = handed_over_twice(hub)
    answer = incidents.solve(hub.other, incident.id, "  Jean l’a rapporté\n", nonce="s")
    assert (answer.verdict, answer.args["name"]) == (Verdict.INCIDENT_SOLVED, "Sacha")
    assert incidents.unsolved(hub.desk) == ()
    newest = hub.journal()[0]
    assert (newest.verdict, newest.parcel, newest.clerk) == (Verdict.INCIDENT_SOLVED, parcel.id, "Sacha")
    assert not any("Jean" in f"{e.detail}{e.remark}" for e in hub.journal())
    ((how, what, by),) = hub.query("SELECT how, what, solved_by FROM incident")
    assert (how, what, by) == ("Jean l’a rapporté", "", "Sacha")
    assert incidents.solve(hub.other, incident.id, "Jean l’a rapporté", nonce="s") == answer


def test_it_is_solved_once_and_whoever_is_late_hears_by_whom(hub: Hub) -> None:
    _parcel, incident = handed_over_twice(hub)
    incidents.solve(hub.other, incident.id, "rapporté")
    late = incidents.solve(hub.desk, incident.id, "autre chose")
    assert (late.verdict, late.args["name"]) == (Verdict.ALREADY_SOLVED, "Sacha")
    assert hub.query("SELECT how FROM incident") == [("rapporté",)]


def test_nobody_solves_it_without_a_word(hub: Hub) -> None:
    _parcel, incident = handed_over_twice(hub)
    assert incidents.solve(hub.desk, incident.id, " \n").args == {"field": "how"}
    assert incidents.solve(hub.desk, "unknown", "rapporté").verdict is Verdict.UNKNOWN_INCIDENT
    assert incidents.unsolved(hub.desk) == (incident,)


def test_another_hub_has_incidents_of_its_own(hub: Hub) -> None:
    _parcel, incident = handed_over_twice(hub)
    hub.write(f"INSERT INTO hub (id, name) VALUES ('{'0' * 32}', 'Ailleurs')")
    elsewhere = Desk(hub.store, "0" * 32, "Poste 1", "", hub.clock)
    assert incidents.unsolved(elsewhere) == ()
    assert incidents.solve(elsewhere, incident.id, "rapporté").verdict is Verdict.UNKNOWN_INCIDENT


@pytest.mark.parametrize("ask", [incidents.unsolved, incidents.count])
def test_while_alone_a_counter_says_that_the_list_is_at_the_server(hub: Hub, tmp_path: Path, ask: Any) -> None:
    copy = Store(f"sqlite:///{tmp_path}/copy.sqlite", is_copy=True)
    with closing(copy), pytest.raises(DatabaseOffline) as offline:
        ask(Desk(copy, hub.desk.hub_id, "Poste 1"))
    assert offline.value.reason.key == "errors.needs_server"


def test_who_is_erased_is_in_no_incident_any_more(hub: Hub) -> None:
    parcel, incident = handed_over_twice(hub)
    solved = handed_over_twice(hub, "4128")[1]
    incidents.solve(hub.desk, solved.id, "Éloïse a rapporté le sien")
    person = hub.query("SELECT id FROM person")[0].id
    held = privacy.export(hub.desk, person)["incident"]
    assert [(row["id"], "Jean Petit" in row["what"], row["how"]) for row in held] == [
        (incident.id, True, ""),
        (solved.id, False, "Éloïse a rapporté le sien"),
    ]
    assert privacy.erase(hub.desk, person).verdict is Verdict.ERASED
    assert hub.query("SELECT DISTINCT what, how FROM incident") == [("", "")]
    (left,) = incidents.unsolved(hub.desk)
    assert (left.id, left.customer, left.what, left.parcel_ids) == (incident.id, "", {}, (parcel.id,))


def test_what_was_said_of_an_old_incident_is_purged_though_it_is_nobodys(hub: Hub) -> None:
    act, what = hub.desk.act("receive"), {"text": "4127", "name": "Éloïse"}
    incidents.record(hub.desk, act, "receive.receive", Answer(Verdict.UNKNOWN_ORDER), what)
    privacy.purge(hub.desk)
    assert incidents.unsolved(hub.desk)[0].what == what
    hub.clock.advance(days=400)
    privacy.purge(hub.desk)
    assert incidents.unsolved(hub.desk)[0].what == {}
    assert hub.journal()[0].detail == "incidents 1"
