"""Every reason intake gives can be said, in both languages."""

import pytest

from desk_app.domain.values import Reason
from desk_app.i18n import LANGUAGES, Texts, load
from desk_app.intake import UnreadableFile, source, table
from tests.intake.files import as_json, item, order, read, sheet, shopify, woo
from tests.intake.files import table as csv_table

WHOLE_FILES = {
    "empty": b"",
    "too_large": b"x" * 2000,
    "too_many_rows": sheet("N;Client", *["1;Zoé"] * 50),
    "spreadsheet": b"PK\x03\x04",
    "zip": b"PK\x03\x04",
    "binary": b"\x00\x01",
    "markup": b"<orders/>",
    "encoding": b"\xe9\x81",
    "open_quote": sheet("N;Client", '1;"Zoé'),
    "no_header": b"bonjour",
    "no_reference": sheet("Client;Total", "Zoé;12"),
    "no_name": sheet("N;Total", "1;12"),
    "shopify_no_name": csv_table(("Name", "Email", "Lineitem name"), [{"Name": "#1"}]),
    "no_orders": b"[]",
    "prestashop": sheet("ID;Référence;Nouveau client;Client;Total", "1;XKB;oui;Z. LEFÈVRE;12"),
    "shopify_json": as_json({"order": {"financial_status": "paid"}}),
    "square_json": as_json({"orders": [{"fulfillments": []}]}),
    "magento_json": as_json({"increment_id": "13"}),
    "json_unknown": as_json({"a": 1}),
    "json_broken": b"{",
}
ROWS = {
    "no_reference_cell": sheet("N;Client", ";Zoé"),
    "no_customer": shopify(order({"Shipping Name": ""})),
    "two_customers": sheet("N;Client", "1;Zoé", "1;Yann"),
    "same_id": as_json([woo(), woo(number="1")]),
    "too_long": sheet("N;Client", f"{'1' * 200};Zoé"),
    "not_an_order": as_json([woo(), 12]),
    "collected": sheet("N;Client;Statut", "1;Zoé;Retirée"),
    "shipped": sheet("N;Client;Transporteur", "1;Zoé;Colissimo"),
    "no_method": shopify(order({"Shipping Method": ""}), item("Miel")),
}
WARNINGS = {
    "phone_lost": sheet("N;Client;Tél", "1;Zoé;6,12E+08"),
    "email_unreadable": sheet("N;Client;Email", "1;Zoé;zoe"),
    "pieces_unreadable": sheet("N;Client;Colis", "1;Zoé;plusieurs"),
    "zone_unreadable": sheet("N;Client;Température", "1;Zoé;tiède"),
    "due_unreadable": sheet("N;Client;Reste", "1;Zoé;un peu"),
}


def say(reason: Reason) -> list[str]:
    """A reason in every language; raises KeyError for a text or a field that is not there."""
    return [Texts(language)(reason.key, **reason.args) for language in LANGUAGES]


@pytest.mark.parametrize("name", WHOLE_FILES)
def test_a_refused_file_is_explained(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "too_large":
        monkeypatch.setattr(source, "MAX_BYTES", 1000)
    monkeypatch.setattr(table, "MAX_ROWS", 20)
    with pytest.raises(UnreadableFile) as caught:
        read(WHOLE_FILES[name], name=f"commandes.{name}")
    assert caught.value.reason.key == f"intake.{name}"
    assert all(say(caught.value.reason))


@pytest.mark.parametrize("name", ROWS)
def test_a_refused_row_is_explained(name: str) -> None:
    [row] = read(ROWS[name], pickup_methods=("retrait",)).refused
    assert row.reason.key == f"intake.{name}"
    assert all(say(row.reason))


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_is_explained(name: str) -> None:
    [announcement] = read(WARNINGS[name]).announcements
    [reason] = announcement.warnings
    assert reason.key == f"intake.{name}"
    assert all(say(reason))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_text_is_there(language: str) -> None:
    texts = {key.removeprefix("intake.") for key in load(language) if key.startswith("intake.")}
    assert texts == {*WHOLE_FILES, *ROWS, *WARNINGS}
