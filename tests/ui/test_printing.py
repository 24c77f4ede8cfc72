"""Labels on their way to paper: in order, none lost, and what is in the way is said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from pytestqt.qtbot import QtBot

from desk_app.devices import printers
from desk_app.domain.trouble import EnvironmentTrouble
from desk_app.domain.values import Parcel, Reason
from desk_app.settings import Settings
from desk_app.ui.printing import FEW, Labels
from desk_app.ui.session import Session
from desk_app.ui.window import Window
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
        assert labels.is_long
    settled()
    assert seen
    assert all(total == FEW + 1 for _done, total in seen)
    assert [pages(file) for file in files(settings)] == [FEW + 1]
    assert not labels.is_long


def test_stopping_many_labels_prints_none_and_says_so(
    window: Window, labels: Labels, parcel: Parcel, settings: Settings, settled: Settled
) -> None:
    labels.parcels([parcel] * 400)
    labels.stop()
    settled()
    assert files(settings) == []
    assert labels.waiting == 0
    assert "arrêtée" in window.status.note.text()


def test_labels_sent_to_the_printer_are_said_to_be(
    window: Window,
    labels: Labels,
    parcel: Parcel,
    settings: Settings,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Real printers are tried in tests/devices; here one takes all."""
    monkeypatch.setattr(printers, "print_labels", lambda _name, drawn, *_rest: len(list(drawn)))
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


def test_a_slip_that_cannot_be_printed_raises_its_reason(
    session: Session, labels: Labels, hub: Hub, parcel: Parcel, settings: Settings
) -> None:
    pickup = hub.pickup(parcel.pickup_code)
    labels.slip(pickup)
    assert [pages(file) for file in files(settings)] == [1]
    settings.set("label.printer", NO_PRINTER)
    with pytest.raises(EnvironmentTrouble) as raised:
        session.print_slip(pickup)  # type: ignore[misc]
    assert isinstance(raised.value.reason, Reason)
