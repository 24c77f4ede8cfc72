"""Sending print jobs to a real printer on a real socket: once each, on from where they stopped, and never unnoticed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from desk_app.counter import prints
from desk_app.domain.prints import PrintJob, PrintKind, PrintState
from desk_app.domain.values import Parcel
from desk_app.i18n import Texts
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import print_lane
from desk_app.ui.background import Ticket, Work
from desk_app.ui.print_lane import Place, Sender, Step
from tests.devices.printer import RawPrinter
from tests.ui.hub import Hub


@pytest.fixture
def printer() -> Iterator[RawPrinter]:
    """A raw printer, switched on."""
    made = RawPrinter()
    made.switch_on()
    yield made
    made.switch_off()


class Lane:
    """A sender at the hub's counter, with its printer."""

    def __init__(self, hub: Hub, printer: RawPrinter, folder: Path) -> None:
        self.hub, self.desk = hub, hub.desk
        self.stop, self.ticket = Event(), Ticket()
        self.sender = Sender(self.stop)
        settings = {
            "label.wire": printer.address,
            "label.printer": "",
            "label.language": "zpl",
            "label.size": "62x29",
            "label.dpi": 203,
        }
        self.place = Place(settings, folder / "labels.pdf", Texts("fr"))
        self.told: list[tuple[int, int]] = []

    def step(self) -> Step:
        """Send what is due."""
        return self.sender.step(
            self.desk, lambda: self.place, Work(self.ticket, lambda *figures: self.told.append(figures))
        )

    def ask(self, parcels: list[Parcel]) -> PrintJob:
        """Labels are asked for."""
        return prints.queue(self.desk, PrintKind.PARCEL_LABEL, [parcel.id for parcel in parcels])

    def only(self) -> PrintJob:
        """The one job that is not out."""
        (job,) = prints.unfinished(self.desk)
        return job


@pytest.fixture
def lane(hub: Hub, printer: RawPrinter, tmp_path: Path, qapp: object) -> Lane:
    """The print lane."""
    return Lane(hub, printer, tmp_path)


@pytest.fixture
def parcels(hub: Hub) -> list[Parcel]:
    """Twelve parcels on their shelves."""
    return [hub.ready(f"Client {n}") for n in range(12)]


def at(number: int, call: Callable[[], object]) -> Callable[[int], None]:
    """Call once so many labels have come out."""

    def on_job(count: int) -> None:
        if count == number:
            call()

    return on_job


def test_one_call_sends_one_job(lane: Lane, printer: RawPrinter, parcels: list[Parcel]) -> None:
    first, second = lane.ask(parcels[:3]), lane.ask(parcels[3:5])
    step = lane.step()
    assert step.job is not None
    assert (step.job.id, step.job.state, len(printer.jobs)) == (first.id, PrintState.DONE, 3)
    assert [job.id for job in step.unfinished] == [second.id]
    assert lane.told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    lane.step()
    assert lane.step() == Step(())
    assert len(set(printer.jobs)) == len(printer.jobs) == 5


def test_a_job_stopped_in_the_middle_goes_on_where_it_stopped(
    lane: Lane, printer: RawPrinter, parcels: list[Parcel]
) -> None:
    printer.on_job = at(5, lane.stop.set)
    job = lane.ask(parcels)
    step = lane.step()
    assert (lane.only().printed, len(printer.jobs), step.pause) == (5, 5, None)
    assert lane.only().needs_look
    assert lane.step().job is None
    prints.retry(lane.desk, job.id)
    assert lane.step().unfinished == ()
    assert len(set(printer.jobs)) == len(printer.jobs) == 12


def test_a_counter_that_closes_prints_the_rest_when_it_opens(
    lane: Lane, printer: RawPrinter, parcels: list[Parcel]
) -> None:
    printer.on_job = at(5, lane.ticket.cancel)
    lane.ask(parcels)
    lane.step()
    assert (lane.only().state, lane.only().printed) == (PrintState.WAITING, 5)
    lane.sender, lane.ticket = Sender(lane.stop), Ticket()
    lane.step()
    assert len(set(printer.jobs)) == len(printer.jobs) == 12


def test_a_printer_switched_off_in_the_middle_gets_the_rest_when_it_is_on(
    lane: Lane, printer: RawPrinter, parcels: list[Parcel]
) -> None:
    def pull() -> None:
        assert printer.server is not None
        printer.server.close()

    printer.on_job = at(5, pull)
    lane.ask(parcels)
    step = lane.step()
    printer.switch_off()
    assert (lane.only().state, lane.only().printed) == (PrintState.WAITING, 5)
    assert lane.only().is_in_trouble
    assert step.pause is not None
    assert step.pause.total_seconds() == 5
    printer.switch_on()
    assert lane.step().job is None
    lane.hub.later(seconds=5)
    lane.step()
    assert len(set(printer.jobs)) == len(printer.jobs) == 12


@pytest.mark.parametrize("number", [1, 5, 12])
def test_a_database_that_goes_away_on_the_way_leaves_nothing_undone_and_nothing_done_twice(
    lane: Lane, printer: RawPrinter, parcels: list[Parcel], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    printer.on_job = at(number, lambda: lane.hub.go_away(monkeypatch))
    lane.ask(parcels)
    for _ in range(2):
        with pytest.raises(DatabaseOffline):
            lane.step()
    assert len(printer.jobs) == number
    lane.hub.come_back()
    lane.step()
    assert prints.unfinished(lane.desk) == ()
    assert len(set(printer.jobs)) == len(printer.jobs) == 12


def test_a_bug_is_raised_and_the_next_job_goes_out(
    lane: Lane, printer: RawPrinter, parcels: list[Parcel], monkeypatch: pytest.MonkeyPatch
) -> None:
    lane.ask(parcels[:1])
    good = lane.ask(parcels[1:2])
    with monkeypatch.context() as broken:
        broken.setattr(print_lane, "_drawables", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            lane.step()
    step = lane.step()
    assert step.job is not None
    assert (step.job.id, len(printer.jobs)) == (good.id, 1)
    assert (lane.only().state, lane.only().attempts) == (PrintState.FAILED, 1)


def test_a_reprint_is_marked_on_the_label(lane: Lane, printer: RawPrinter, parcels: list[Parcel]) -> None:
    lane.ask(parcels[:1])
    lane.ask(parcels[:1])
    lane.ask(parcels[:1])
    for _ in range(3):
        lane.step()
    first, *again = printer.jobs
    assert again[0] == again[1] != first


def test_a_counter_with_another_name_sends_what_it_asked_for_before(
    lane: Lane, printer: RawPrinter, parcels: list[Parcel]
) -> None:
    lane.step()
    lane.ask(parcels[:2])
    lane.desk = replace(lane.desk, counter="Guichet")
    lane.step()
    assert len(printer.jobs) == 2


def test_a_counter_sends_nothing_of_another(lane: Lane, printer: RawPrinter, parcels: list[Parcel]) -> None:
    other = replace(lane.desk, counter="Poste 3")
    prints.queue(other, PrintKind.PARCEL_LABEL, [parcels[0].id])
    assert lane.step() == Step(())
    assert printer.jobs == []
    assert len(prints.unfinished(other)) == 1


def test_what_is_not_there_any_more_is_no_reason_to_wait(lane: Lane, printer: RawPrinter) -> None:
    prints.queue(lane.desk, PrintKind.SHELF_LABEL, ["gone"])
    assert lane.step().unfinished == ()
    assert printer.jobs == []
