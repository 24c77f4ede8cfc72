"""Slips by a key: what the customer was given, what the shop has brought."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt

from desk_app.counter import receive
from desk_app.domain.commands import COMMAND_CODES, Command
from desk_app.domain.values import Parcel
from desk_app.settings import Settings
from desk_app.ui.pages.arrivages import Arrivages
from desk_app.ui.pages.comptoir import Comptoir
from desk_app.ui.printing import Labels
from desk_app.ui.window import Window
from tests.devices.receipt_printer import receipt_printer
from tests.devices.samples import read
from tests.ui.conftest import Keys
from tests.ui.hub import Hub

Key = Qt.Key
Settled = Callable[[], None]
ELOISE = "Éloïse Lefèvre"


@pytest.fixture
def page(window: Window) -> Comptoir:
    """The counter's page, in front."""
    assert isinstance(window.page, Comptoir)
    return window.page


def files(settings: Settings) -> list[Path]:
    """The PDFs of the profile."""
    return sorted((settings.profile / "labels").glob("*.pdf"))


def codes(file: Path) -> list[str]:
    """What a scanner reads on the first page of a PDF."""
    with PdfDocument(file) as document:
        return [code.text for code in zxingcpp.read_barcodes(document[0].render(scale=203 / 72).to_pil())]


def hand_over(keys: Keys, parcels: list[Parcel], settled: Settled) -> None:
    """The code, then each label."""
    keys.scan(parcels[0].pickup_code)
    for parcel in parcels:
        keys.scan(parcel.id)
    settled()


def test_when_all_is_handed_over_f5_prints_what_the_customer_was_given(
    page: Comptoir, window: Window, hub: Hub, keys: Keys, settings: Settings, settled: Settled
) -> None:
    parcels = [hub.ready(ELOISE), hub.ready(ELOISE, "Maison Iris")]
    hand_over(keys, parcels, settled)
    button = page.action_bar.button("F5")
    assert button is not None
    assert button.text() == "Imprimer le bon de remise"
    keys.press(Key.Key_F5)
    settled()
    assert [codes(file) for file in files(settings)] == [[parcels[0].pickup_code]]
    assert window.status.note.text().startswith("Bon en PDF")


def test_while_something_is_left_f5_prints_the_pickup_slip(
    page: Comptoir, hub: Hub, keys: Keys, settled: Settled, window: Window
) -> None:
    Labels.of(window.session)
    parcels = [hub.ready(ELOISE), hub.ready(ELOISE)]
    hand_over(keys, parcels[:1], settled)
    button = page.action_bar.button("F5")
    assert button is not None
    assert button.text() == "Imprimer le bon"


def test_nothing_to_hand_over_has_no_slip(page: Comptoir, hub: Hub, keys: Keys, settled: Settled) -> None:
    keys.scan(hub.announce(ELOISE).pickup_code)
    settled()
    assert page.action_bar.button("F5") is None


def test_a_receipt_printer_prints_it_though_no_label_printer_is_there(
    page: Comptoir, hub: Hub, keys: Keys, settings: Settings, settled: Settled
) -> None:
    settings.set("label.printer", "Zebra au fond du placard")
    with receipt_printer() as printer:
        settings.set("receipt.wire", printer.address)
        settings.set("receipt.width", "58")
        parcel = hub.ready(ELOISE)
        Labels.of(page.session).parcels([parcel])
        settled()
        hand_over(keys, [parcel], settled)
        keys.scan(COMMAND_CODES[Command.PRINT_AGAIN])
        settled()
        assert [(paper.width, read(paper)) for paper in printer.papers()] == [(384, {"QR Code": parcel.pickup_code})]
    assert files(settings) == []


def test_a_receipt_printer_that_is_off_loses_no_slip(
    page: Comptoir, hub: Hub, keys: Keys, settings: Settings, settled: Settled
) -> None:
    labels = Labels.of(page.session)
    with receipt_printer() as printer:
        address = printer.address
    settings.set("receipt.wire", address)
    hand_over(keys, [hub.ready(ELOISE)], settled)
    keys.press(Key.Key_F5)
    settled()
    assert len(labels.in_trouble) == 1
    settings.set("receipt.wire", "")
    labels.retry()
    settled()
    assert labels.unfinished == ()
    assert len(files(settings)) == 1


def test_f8_prints_what_the_shop_of_the_parcel_in_hand_has_brought(
    arrivages: Arrivages, hub: Hub, keys: Keys, settings: Settings, settled: Settled
) -> None:
    settings.set("label.print_on_receive", False)
    settings.set("receipt.width", "A5")
    first, second = hub.announce(ELOISE), hub.announce("Marc Petit")
    for parcel in (first, second):
        keys.scan(parcel.id)
        settled()
    assert arrivages.action_bar.button("F8") is not None
    keys.press(Key.Key_F8)
    settled()
    (file,) = files(settings)
    with PdfDocument(file) as document:
        assert len(document) == 1
        assert document[0].get_width() / 72 * 25.4 == pytest.approx(148, abs=0.2)


def test_f8_says_when_there_is_none(
    window: Window, arrivages: Arrivages, hub: Hub, keys: Keys, settings: Settings, settled: Settled
) -> None:
    parcel = hub.announce(ELOISE)
    receive.receive(replace(hub.desk, counter="Poste 9"), parcel.id)
    keys.scan(parcel.id)
    settled()
    arrivages.list.select_when_read(parcel.id)
    arrivages.list.load()
    settled()
    keys.press(Key.Key_F8)
    settled()
    assert files(settings) == []
    assert window.status.note.text() == "Ce poste n’a rien reçu de La Belle Plume depuis hier."


def test_without_a_shop_there_is_no_f8(arrivages: Arrivages) -> None:
    assert not [action for action in arrivages.page_actions() if action.key == "F8" and action.enabled]
