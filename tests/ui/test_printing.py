"""Labels on their way to paper: in order, none lost, and what is in the way is said."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from desk_app.counter import prints
from desk_app.devices import outputs
from desk_app.domain.prints import TO_FILE, PrintKind
from desk_app.domain.values import Parcel
from desk_app.settings import Settings
from desk_app.ui.printing import FEW, Labels
from desk_app.ui.session import Session
from desk_app.ui.window import Window
from tests.devices.printer import RawPrinter
from tests.ui.hub import Hub

NO_PRINTER = "Zebra au fond du placard"
Settled = Callable[[], None]


@pytest.fixture
def labels(window: Window, session: Session) -> Labels:
    """The session's labels."""
    return Labels.of(session)


@pytest.fixture
def parcel(hub: Hub) -> Parcel:
    """A parcel on its shelf."""
    return hub.ready("Éloïse Lefèvre", shelf="A-12")


def files(settings: Settings) -> list[Path]:
    """The PDFs of the profile, in the order they were written."""
    return sorted((settings.profile / "labels").glob("*.pdf"))


def pages(file: Path) -> int:
    """How many labels a PDF has."""
    document = PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()


def test_a_session_has_one_way_to_paper(session: Session, labels: Labels) -> None:
    assert Labels.of(session) is labels


def test_without_a_printer_labels_become_a_pdf_and_the_status_bar_says_where(
    window: Window, labels: Labels, parcel: Parcel, settings: Settings, settled: Settled
) -> None:
    labels.parcels([parcel, parcel])
    settled()
    assert [pages(file) for file in files(settings)] == [2]
    assert files(settings)[0].name in window.status.note.text()
    assert "Réglages" in window.status.note.text()
    assert (window.status.printer.text, window.status.printer.well) == ("Étiquettes\u00a0: en PDF", True)


def test_labels_that_could_not_be_printed_wait_in_order_and_are_tried_again(
    window: Window, labels: Labels, hub: Hub, settings: Settings, settled: Settled
) -> None:
    settings.set("label.printer", NO_PRINTER)
    labels.parcels([hub.ready("Paul Garnier")])
    settled()
    labels.parcels([hub.ready("Inès Belkacem"), hub.ready("Anne Moreau")])
    settled()
    assert labels.waiting == 3
    assert labels.trouble
    assert not window.status.printer.well
    assert "3" in window.status.printer.text
    settings.set("label.printer", "")
    labels.retry()
    settled()
    assert labels.waiting == 0
    assert labels.trouble == ""
    assert [pages(file) for file in files(settings)] == [1, 2]


def test_a_label_printed_after_a_failed_one_takes_it_along(
    labels: Labels, parcel: Parcel, settings: Settings, settled: Settled
) -> None:
    settings.set("label.printer", NO_PRINTER)
    labels.parcels([parcel])
    settled()
    settings.set("label.printer", "")
    labels.parcels([parcel, parcel])
    settled()
    assert [pages(file) for file in files(settings)] == [1, 2]
    assert labels.waiting == 0


def test_a_size_no_label_fits_on_is_said(labels: Labels, parcel: Parcel, settings: Settings, settled: Settled) -> None:
    settings.set("label.size", "30x20")
    labels.parcels([parcel])
    settled()
    assert "30x20" in labels.trouble
    assert labels.waiting == 1


def test_a_folder_that_cannot_be_made_is_said(
    labels: Labels, parcel: Parcel, settings: Settings, settled: Settled
) -> None:
    settings.profile.mkdir(parents=True, exist_ok=True)
    (settings.profile / "labels").write_text("a file where the folder should be")
    labels.parcels([parcel])
    settled()
    assert str(settings.profile / "labels") in labels.trouble


def test_many_labels_show_their_progress(
    labels: Labels, parcel: Parcel, settings: Settings, settled: Settled, qtbot: QtBot
) -> None:
    seen: list[tuple[int, int]] = []
    labels.progressed.connect(lambda done, total: seen.append((done, total)))
    with qtbot.waitSignal(labels.finished):
        labels.parcels([parcel] * (FEW + 1))
        qtbot.waitUntil(lambda: labels.is_long)
    settled()
    assert seen
    assert all(total == FEW + 1 for _done, total in seen)
    assert [pages(file) for file in files(settings)] == [FEW + 1]
    assert not labels.is_long


def test_many_labels_that_are_stopped_wait_to_be_continued(
    window: Window, labels: Labels, parcel: Parcel, settings: Settings, settled: Settled, qtbot: QtBot
) -> None:
    """Of a PDF all labels are out, or none."""
    labels.parcels([parcel] * 400)
    qtbot.waitUntil(lambda: labels.is_long)
    labels.stop()
    settled()
    assert files(settings) == []
    assert labels.waiting == 0
    assert "arrêtée\u00a0: 0 sur 400" in window.status.note.text()
    assert (window.status.printer.text, window.status.printer.well) == ("Impressions\u00a0: 1 à vérifier (F11)", False)
    labels.retry()  # what was stopped is not meant
    settled()
    assert files(settings) == []
    labels.retry(*labels.to_look_at)
    settled()
    assert [pages(file) for file in files(settings)] == [400]
    assert labels.unfinished == ()


def test_labels_sent_to_the_printer_are_said_to_be(
    window: Window,
    labels: Labels,
    parcel: Parcel,
    settings: Settings,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Real printers are tried in tests/devices; here one takes all."""
    monkeypatch.setattr(outputs, "print_labels", lambda _name, drawn, *_rest: len(drawn))
    settings.set("label.printer", "Zebra ZD421")
    labels.parcels([parcel])
    settled()
    assert window.status.note.text() == "1 étiquette envoyée à l’imprimante."
    assert (window.status.printer.text, window.status.printer.well) == ("Étiquettes\u00a0: Zebra ZD421", True)


def test_shelf_labels_go_the_same_way(labels: Labels, hub: Hub, settings: Settings, settled: Settled) -> None:
    labels.shelves([shelf for shelf in hub.shelves() if shelf.code.startswith("A")])
    settled()
    assert [pages(file) for file in files(settings)] == [2]


def test_the_state_follows_the_language(window: Window, labels: Labels) -> None:
    window.words.switch("en")
    assert window.status.printer.text == "Labels: as PDF"


def test_a_slip_waits_as_labels_do(
    window: Window, session: Session, labels: Labels, hub: Hub, parcel: Parcel, settings: Settings, settled: Settled
) -> None:
    pickup = hub.pickup(parcel.pickup_code)
    assert session.print_slip is not None
    session.print_slip(pickup)
    settled()
    assert [pages(file) for file in files(settings)] == [1]
    assert window.status.note.text().startswith("Bon en PDF")
    settings.set("label.printer", NO_PRINTER)
    session.print_slip(pickup)
    settled()
    assert labels.trouble
    labels.redirect(labels.in_trouble[0], TO_FILE)
    settled()
    assert [pages(file) for file in files(settings)] == [1, 1]
    assert window.status.note.text().startswith("En PDF")


@pytest.fixture
def printer(settings: Settings) -> Iterator[RawPrinter]:
    """The counter's label printer, which speaks ZPL; it is off."""
    made = RawPrinter()
    settings.set("label.wire", made.address)
    settings.set("label.language", "zpl")
    yield made
    made.switch_off()


def test_a_printer_that_is_off_is_found_again_when_it_is_on(
    window: Window, labels: Labels, hub: Hub, parcel: Parcel, printer: RawPrinter, settled: Settled
) -> None:
    labels.parcels([parcel])
    settled()
    assert labels.waiting == 1
    assert printer.address.removeprefix("socket://") in labels.trouble
    printer.switch_on()
    labels.look()
    settled()
    assert printer.jobs == []  # not before its next try
    hub.later(seconds=5)
    labels.look()
    settled()
    assert (len(printer.jobs), labels.waiting) == (1, 0)
    assert window.status.printer.well


def test_the_database_goes_away_in_the_middle_and_nothing_is_lost_or_printed_twice(
    session: Session,
    labels: Labels,
    hub: Hub,
    parcel: Parcel,
    printer: RawPrinter,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    printer.on_job = lambda count: hub.go_away(monkeypatch) if count == 2 else None
    printer.switch_on()
    labels.parcels([parcel] * 5)
    qtbot.waitUntil(lambda: not session.is_online)
    labels.parcels([parcel])  # and one more is asked for meanwhile
    settled()
    assert len(printer.jobs) == 2
    hub.come_back()
    session.retry()
    qtbot.waitUntil(lambda: session.is_online)
    settled()
    assert len(printer.jobs) == 6
    assert prints.unfinished(hub.desk) == ()


def test_what_the_counter_was_sending_when_it_was_killed_is_shown_at_the_next_start(
    session: Session, hub: Hub, parcel: Parcel, settings: Settings, qtbot: QtBot
) -> None:
    job = prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [parcel.id])
    prints.begin(hub.desk, job)
    prints.queue(hub.desk, PrintKind.PARCEL_LABEL, [parcel.id, parcel.id])
    labels = Labels.of(session)
    session.open()
    qtbot.waitUntil(lambda: [pages(file) for file in files(settings)] == [2] and not session.door.is_busy)
    assert [found.id for found in labels.to_look_at] == [job.id]


def test_what_is_asked_for_before_the_database_is_open_is_printed_then(
    session: Session, hub: Hub, parcel: Parcel, settings: Settings, qtbot: QtBot
) -> None:
    Labels.of(session).parcels([parcel])
    session.open()
    qtbot.waitUntil(lambda: [pages(file) for file in files(settings)] == [1] and not session.door.is_busy)
