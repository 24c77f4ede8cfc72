"""Print jobs: in order, each sent once, none lost, and no label printed twice without a word."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.counter import check_out, prints, receive
from desk_app.counter.desk import Desk
from desk_app.domain.prints import PERHAPS_OUT, STOPPED, TO_FILE, PrintJob, PrintKind, PrintState
from desk_app.domain.values import Announcement, Parcel, Reason
from desk_app.domain.verdicts import Verdict
from desk_app.store.keys import new_key
from tests.counter.hub import Hub

OFF = Reason("devices.wire_refused", {"address": "10.0.0.9:9100"})


def labels(hub: Hub, parcels: Sequence[Parcel], desk: Desk | None = None) -> PrintJob:
    """Labels asked for at a counter."""
    return prints.queue(desk or hub.desk, PrintKind.PARCEL_LABEL, [parcel.id for parcel in parcels])


def begun(hub: Hub, job: PrintJob) -> PrintJob:
    """The job, being sent."""
    found = prints.begin(hub.desk, job)
    assert found is not None
    return found


def only(hub: Hub) -> PrintJob:
    """The one job that is not out."""
    (job,) = prints.unfinished(hub.desk)
    return job


def reprinted(hub: Hub) -> list[str | None]:
    """The parcels whose labels the journal says were printed again."""
    return [entry.parcel for entry in hub.journal() if entry.verdict is Verdict.REPRINTED]


def test_jobs_are_sent_in_the_order_they_were_asked_for(hub: Hub) -> None:
    parcel = hub.ready()[0]
    asked = [labels(hub, [parcel]).id for _ in range(4)]
    sent = []
    while (job := prints.next_due(hub.desk)) is not None:
        sent.append(job.id)
        prints.done(hub.desk, begun(hub, job))
    assert sent == asked
    assert prints.unfinished(hub.desk) == ()


def test_a_row_holds_ids_and_nothing_of_the_customer(hub: Hub) -> None:
    parcel = hub.ready()[0]
    labels(hub, [parcel])
    prints.queue(hub.desk, PrintKind.SLIP, [parcel.pickup_id])
    assert "Lef" not in str(hub.query("SELECT * FROM print_job"))


def test_what_is_printed_is_read_when_it_is_sent(hub: Hub) -> None:
    parcel = hub.ready(pieces=2)[0]
    job = labels(hub, [parcel, parcel])
    shelf = hub.shelf("B-7")
    receive.move(hub.desk, parcel.id, "B-7")
    moved = prints.content(hub.desk, job).values
    assert [value.shelf for value in moved if isinstance(value, Parcel)] == ["B-7", "B-7"]
    assert prints.content(hub.desk, prints.queue(hub.desk, PrintKind.SHELF_LABEL, [shelf.id])).values == (shelf,)
    slip = prints.content(hub.desk, prints.queue(hub.desk, PrintKind.SLIP, [parcel.pickup_id]))
    assert (slip.values[0].id, slip.hub) == (parcel.pickup_id, "Maison")


def test_counters_never_send_each_others_jobs(hub: Hub) -> None:
    parcel = hub.ready()[0]
    mine, others = labels(hub, [parcel]), labels(hub, [parcel], hub.other)
    assert prints.unfinished(hub.desk) == (mine,)
    assert prints.next_due(hub.other) == others
    prints.begin(hub.other, others)
    prints.take_up(hub.desk)
    assert prints.unfinished(hub.other)[0].state is PrintState.SENDING


def test_a_job_is_begun_by_one_of_eight(hub: Hub) -> None:
    job = labels(hub, hub.ready())
    with ThreadPoolExecutor(8) as pool:
        won = [found for found in pool.map(lambda _n: prints.begin(hub.desk, job), range(8)) if found is not None]
    assert [(found.state, found.attempts) for found in won] == [(PrintState.SENDING, 1)]


def test_the_same_key_is_the_same_job(hub: Hub) -> None:
    parcel, key = hub.ready()[0], new_key()
    labels(hub, [parcel])
    first = prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [parcel.id], key=key)
    assert prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [parcel.id], key=key) == first
    assert len(prints.unfinished(hub.desk)) == 2
    assert reprinted(hub) == [parcel.id]


# what fails


def test_a_printer_that_is_off_is_tried_again_with_growing_pauses(hub: Hub) -> None:
    job = labels(hub, hub.ready())
    pauses = []
    for _ in range(5):
        prints.failed(hub.desk, begun(hub, job), OFF, heals=True)
        job = only(hub)
        assert (job.state, job.reason) == (PrintState.WAITING, OFF)
        assert job.next_try_at is not None
        assert prints.next_due(hub.desk) is None
        pauses.append(round((job.next_try_at - hub.clock.now).total_seconds() / 5) * 5)
        hub.clock.now = job.next_try_at
    assert pauses == [5, 15, 60, 60, 60]
    assert prints.next_due(hub.desk) == job


def test_what_the_clerk_has_to_mend_waits_for_the_clerk(hub: Hub) -> None:
    job = labels(hub, hub.ready())
    prints.failed(hub.desk, begun(hub, job), Reason("devices.printer_no_size"), heals=False)
    hub.clock.advance(days=1)
    assert prints.next_due(hub.desk) is None
    answer = prints.retry(hub.desk, job.id)
    assert (answer.verdict, answer.args) == (Verdict.PRINT_WAITS, {"n": 1})
    assert prints.next_due(hub.desk) == only(hub)
    assert (only(hub).attempts, only(hub).reason) == (0, None)


def test_the_next_label_takes_along_what_failed_before_it(hub: Hub) -> None:
    parcel = hub.ready()[0]
    first = labels(hub, [parcel])
    prints.failed(hub.desk, begun(hub, first), OFF, heals=True)
    second = labels(hub, [parcel])
    due = prints.next_due(hub.desk)
    assert due is not None
    assert due.id == first.id
    prints.failed(hub.desk, begun(hub, due), OFF, heals=True)
    assert prints.next_due(hub.desk) is None  # the second does not overtake it
    assert prints.redirect(hub.desk, second.id, TO_FILE).verdict is Verdict.PRINT_WAITS
    due = prints.next_due(hub.desk)
    assert due is not None
    assert (due.id, due.destination) == (second.id, TO_FILE)


def test_what_is_out_stays_out(hub: Hub) -> None:
    mine = hub.ready(pieces=5)
    job = begun(hub, labels(hub, mine))
    prints.came_out(hub.desk, job, 2)
    prints.failed(hub.desk, replace(job, printed=2), OFF, heals=True)
    assert only(hub).left == tuple(parcel.id for parcel in mine[2:])
    hub.clock.advance(minutes=1)
    assert [value.id for value in prints.content(hub.desk, only(hub)).values] == [parcel.id for parcel in mine[2:]]


def test_a_stopped_job_waits_to_be_continued_or_dropped(hub: Hub) -> None:
    job = begun(hub, labels(hub, hub.ready(pieces=5)))
    prints.stopped(hub.desk, replace(job, printed=2))
    assert (only(hub).state, only(hub).reason) == (PrintState.FAILED, Reason(STOPPED, {"done": 2, "total": 5}))
    assert prints.retry(hub.desk, job.id).args == {"n": 3}
    prints.stopped(hub.desk, replace(begun(hub, only(hub)), printed=4))
    assert prints.cancel(hub.desk, job.id).args == {"n": 1}
    assert prints.unfinished(hub.desk) == ()
    for change in (prints.retry, prints.cancel):
        assert change(hub.desk, job.id).verdict is Verdict.UNKNOWN_PRINT


def test_what_was_being_sent_when_the_counter_was_killed_is_neither_lost_nor_printed_again(hub: Hub) -> None:
    job = begun(hub, labels(hub, hub.ready(pieces=3)))
    prints.came_out(hub.desk, job, 1)
    prints.take_up(hub.desk)
    assert (only(hub).state, only(hub).reason) == (PrintState.FAILED, Reason(PERHAPS_OUT, {"done": 1, "total": 3}))
    assert prints.next_due(hub.desk) is None


def test_a_job_put_off_goes_on_when_the_counter_opens_again(hub: Hub) -> None:
    job = begun(hub, labels(hub, hub.ready(pieces=3)))
    prints.put_off(hub.desk, replace(job, printed=1))
    prints.take_up(hub.desk)
    assert prints.next_due(hub.desk) == only(hub)
    assert (only(hub).printed, only(hub).reason) == (1, None)


@pytest.mark.parametrize("change", [prints.retry, prints.cancel])
def test_what_is_being_sent_or_unknown_is_not_touched(hub: Hub, change: object) -> None:
    job = begun(hub, labels(hub, hub.ready()))
    assert callable(change)
    assert change(hub.desk, job.id).verdict is Verdict.UNKNOWN_PRINT
    assert change(hub.desk, "no such job").verdict is Verdict.UNKNOWN_PRINT
    assert only(hub).state is PrintState.SENDING


def test_a_counter_with_another_name_keeps_its_jobs(hub: Hub) -> None:
    job = labels(hub, hub.ready())
    renamed = replace(hub.desk, counter="Guichet")
    prints.rename(renamed, hub.desk.counter)
    assert [found.id for found in prints.unfinished(renamed)] == [job.id]
    assert prints.unfinished(hub.desk) == ()


def test_finished_jobs_are_forgotten_after_some_days_and_unfinished_ones_never(hub: Hub) -> None:
    parcel = hub.ready()[0]
    prints.done(hub.desk, begun(hub, labels(hub, [parcel])))
    prints.cancel(hub.desk, labels(hub, [parcel]).id)
    failed = labels(hub, [parcel])
    prints.failed(hub.desk, begun(hub, failed), OFF, heals=False)
    for days, left in ((0, 3), (1, 1)):
        hub.clock.advance(seconds=(prints.KEPT * days / timedelta(seconds=1)))
        prints.take_up(hub.desk)
        assert len(hub.query("SELECT id FROM print_job")) == left
    assert only(hub).id == failed.id


# labels of parcels


def test_a_second_label_is_marked_and_journalled_as_such(hub: Hub) -> None:
    mine = hub.ready(pieces=2)
    first = labels(hub, mine[:1])
    both = labels(hub, mine)
    assert prints.content(hub.desk, first).reprints == frozenset()
    assert prints.content(hub.desk, both).reprints == {mine[0].id}
    (entry,) = [entry for entry in hub.journal() if entry.verdict is Verdict.REPRINTED]
    assert (entry.action, entry.parcel, entry.detail) == ("print", mine[0].id, mine[0].shelf)
    assert (entry.counter, entry.clerk) == ("Poste 1", "Camille")
    firsts = [entry.parcel for entry in hub.journal() if entry.verdict is Verdict.PRINT_WAITS]
    assert sorted(map(str, firsts)) == sorted(parcel.id for parcel in mine)


def test_a_label_that_was_dropped_before_it_came_out_was_none(hub: Hub) -> None:
    mine = hub.ready(pieces=2)
    job = begun(hub, labels(hub, mine))
    prints.stopped(hub.desk, replace(job, printed=1))
    prints.cancel(hub.desk, job.id)
    assert prints.content(hub.desk, labels(hub, mine)).reprints == {mine[0].id}


def test_receiving_queues_the_label_in_the_same_transaction(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce(pieces=2)
    one = receive.receive(hub.desk, "4127", label=True, nonce="one")
    assert receive.receive(hub.desk, "4127", label=True, nonce="one").parcels == one.parcels
    two = receive.receive(hub.desk, "4127", label=True)
    assert [job.subjects for job in prints.unfinished(hub.desk)] == [(one.parcels[0].id,), (two.parcels[0].id,)]
    assert reprinted(hub) == []
    assert receive.receive(hub.desk, "4127", label=True).verdict is Verdict.ALREADY_RECEIVED
    assert len(prints.unfinished(hub.desk)) == 2


def test_what_comes_in_together_is_one_job(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce(pieces=3)
    together = receive.receive(hub.desk, "4127", pieces=3, label=True)
    announcement = Announcement("77", "Paul Garnier", email="paul@exemple.fr")
    alone = receive.receive_unannounced(hub.desk, hub.iris, announcement, label=True)
    assert [job.subjects for job in prints.unfinished(hub.desk)] == [
        tuple(parcel.id for parcel in together.parcels),
        (alone.parcels[0].id,),
    ]


def test_a_refused_reception_prints_nothing(hub: Hub) -> None:
    hub.announce()
    assert receive.receive(hub.desk, "4127", shelf="Z-9", label=True).verdict is Verdict.UNKNOWN_SHELF
    assert prints.unfinished(hub.desk) == ()


def test_a_piece_made_after_another_has_had_no_label(hub: Hub) -> None:
    hub.shelf("A-1")
    hub.announce()
    receive.receive(hub.desk, "4127", label=True)
    receive.receive(hub.desk, "4127", pieces=2, label=True)
    assert [prints.content(hub.desk, job).reprints for job in prints.unfinished(hub.desk)] == [frozenset()] * 2
    check_out.hand_over(hub.desk, hub.of_order()[0].pickup_code)
    hub.check()
