"""CSV files: delimiters, headers, rows as a spreadsheet counts them."""

import pytest

from desk_app.intake import UnreadableFile, table
from tests.intake.files import only, read, sheet


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_delimiter_is_recognised(delimiter: str) -> None:
    lines = ("Numéro;Client;Téléphone;Note", "0042;Zoé Lefèvre;0612345678;merci")
    announcement = only(sheet(*(line.replace(";", delimiter) for line in lines)))
    assert (announcement.reference, announcement.note) == ("0042", "merci")


def test_a_comma_in_a_cell_is_no_delimiter() -> None:
    announcement = only(sheet("Numéro;Client;Total;Statut", "7;Lefèvre, Zoé;12,50;Impayé"))
    assert (announcement.customer, announcement.due_cents) == ("Lefèvre, Zoé", 1250)


def test_excels_hint_is_no_row() -> None:
    assert only(sheet("sep=;", "Numéro;Client;Total", "7;Zoé;12")).rows == (2,)


def test_lines_above_the_header_and_totals_below_are_passed_over() -> None:
    reading = read(
        sheet(
            "Fromagerie des Halles;;",
            "Commandes du 20/11/2026, retraits du samedi;;",
            "",
            "N° commande;Client;Total",
            "12;Zoé Lefèvre;12,50",
            "13;Total Énergies SARL;10,00",
            ";;",
            "Total;;22,50",
            ";Total général;22,50",
            ";;22,50",
        )
    )
    assert [(a.reference, a.rows) for a in reading.announcements] == [("12", (5,)), ("13", (6,))]
    assert reading.refused == ()


def test_a_header_that_is_printed_again_is_no_order() -> None:
    reading = read(sheet("Numéro;Client", "1;Zoé", "Numéro;Client", "2;Yann"))
    assert [a.reference for a in reading.announcements] == ["1", "2"]


def test_a_cell_of_several_lines_is_one_row() -> None:
    reading = read(sheet("Numéro;Client;Note", '1;Zoé;"deux', 'lignes"', "2;Yann;"))
    assert [(a.reference, a.note, a.rows) for a in reading.announcements] == [
        ("1", "deux lignes", (2,)),
        ("2", "", (3,)),
    ]


def test_a_row_that_excel_saved_in_one_cell_is_parsed_again() -> None:
    reading = read(sheet("Order number,Customer,Phone", '"1,""Lefèvre, Zoé"",0612345678"', "2,Yann,"))
    assert [(a.reference, a.customer, a.phone) for a in reading.announcements] == [
        ("1", "Lefèvre, Zoé", "+33612345678"),
        ("2", "Yann", None),
    ]


def test_a_header_that_excel_saved_in_one_cell_is_parsed_again() -> None:
    assert only(sheet('"Order number,Customer"', '"1,Zoé"')).customer == "Zoé"


def test_a_title_of_two_lines_above_the_header_does_no_harm() -> None:
    assert only(sheet('"Commandes,', 'du jour"', "Order number,Customer", "1,Zoé")).rows == (3,)


def test_short_and_long_rows_are_read_as_far_as_they_go() -> None:
    reading = read(sheet("Numéro;Client;Note", "1;Zoé", "2;Yann;merci;et;plus"))
    assert [a.note for a in reading.announcements] == ["", "merci"]


@pytest.mark.parametrize("tail", ["2;Yann", "2;Yann" * 40_000])
def test_a_quote_that_is_never_closed_loses_no_order_silently(tail: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(sheet("Numéro;Client", "1;Zoé", '2;"Yann', tail))
    assert caught.value.reason.key == "intake.open_quote"
    assert caught.value.reason.args == {"row": 3}


def test_a_header_without_orders_says_so() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(sheet("Numéro;Client", ";"))
    assert caught.value.reason.key == "intake.no_orders"


def test_a_header_is_looked_for_near_the_top_only() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(sheet(*["bla"] * 31, "Numéro;Client", "1;Zoé"))
    assert caught.value.reason.key == "intake.no_header"


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_ROWS", 3)
    assert len(read(sheet("Numéro;Client", "1;Zoé", "2;Yann")).announcements) == 2
    with pytest.raises(UnreadableFile) as caught:
        read(sheet("Numéro;Client", "1;Zoé", "2;Yann", "3;Anna"))
    assert caught.value.reason.args == {"limit": 3}
