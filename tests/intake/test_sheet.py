"""Home-made sheets and the exports that are read by their titles."""

from datetime import UTC, datetime

import pytest

from desk_app.domain.values import Announcement
from desk_app.domain.zones import Zone
from desk_app.intake import UnreadableFile
from tests.intake.files import only, read, refused, sheet, table, warnings


def cell(title: str, text: str) -> Announcement:
    """The announcement of a sheet with one column more than it needs."""
    return only(sheet(f"N° commande;Client;{title}", f"0042;Zoé Lefèvre;{text}"))


def test_a_sheet_of_a_members_club() -> None:
    announcement = only(
        sheet(
            "Numéro;Date commande;Membre;Email;Point de collecte;Date retrait;Créneau;Statut;Montant;Produits",
            "0017;20/11/2026;Anaïs Kerbrat;anais@exemple.fr;Maison du commerce;28/11/2026;10h-12h;Confirmée;18,40;3",
            encoding="cp1252",
        )
    )
    assert announcement == Announcement(
        reference="0017",
        customer="Anaïs Kerbrat",
        email="anais@exemple.fr",
        item_count=3,
        pickup=True,
        shipping_method="Maison du commerce",
        slot="28/11/2026 10h-12h",
        created_at=datetime(2026, 11, 19, 23, 0, tzinfo=UTC),
        rows=(2,),
    )


def test_a_sheet_of_tickets() -> None:
    reading = read(
        sheet(
            "Ticket;Date dépôt;Date prévue;Date retrait;Client;Téléphone;Statut;Total;Payé;Reste",
            "T-01;20/11/2026;27/11/2026;;M. Leroy;06 12 34 56 78;Prêt;30,00 €;10,00 €;20,00 €",
            "T-02;20/11/2026;27/11/2026;28/11/2026;Mme Roux;;Retiré;15,00 €;15,00 €;0,00 €",
            "T-03;21/11/2026;;;Mme Petit;6,12E+08;En cours;18,00 €;5,00 €;",
        )
    )
    first, third = reading.announcements
    assert (first.slot, first.due_cents, first.paid, first.phone) == ("27/11/2026", 2000, False, "+33612345678")
    assert (third.slot, third.due_cents, warnings(third)) == ("", 1300, ["intake.phone_lost"])
    assert [(r.row, r.reason.key) for r in reading.refused] == [(3, "intake.collected")]


def test_a_price_of_delivery_is_no_method() -> None:
    announcement = only(
        sheet("N° commande;Client;Sous-total;Livraison;Total;Statut;Ville", "7;Zoé;20,00;5,00 EUR;25,00;Payée;Brest")
    )
    assert (announcement.pickup, announcement.shipping_method) == (None, "")
    assert (announcement.due_cents, announcement.paid) == (0, True)


def test_wix_repeats_an_orders_cells_on_every_line() -> None:
    titles = "Order number,Date created,Time,Delivery method,Recipient name,Recipient phone,Payment status,Total"
    start = '"10002","Dec 11, 2024","2:10:40 PM","Pickup","Zoé","""0612345678""","Unpaid","64.90"'
    announcement = only(sheet(f"{titles},Item,Qty", f"{start},Pull,2", f"{start},Bonnet,1"))
    assert (announcement.items, announcement.item_count) == ("Pull × 2 · Bonnet", 3)
    assert (announcement.due_cents, announcement.phone, announcement.pickup) == (6490, "+33612345678", True)
    assert announcement.created_at == datetime(2024, 12, 11, 13, 10, 40, tzinfo=UTC)


def test_advanced_order_export_has_one_row_per_item() -> None:
    titles = (
        "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),Last Name (Billing),Email (Billing),"
        "Phone (Billing),SKU,Name,Quantity,Payment Method Title,Order Total Amount"
    )
    start = "812,Processing,2026-11-20 10:15,,Zoé,Lefèvre,zoe@exemple.fr,0612345678"
    announcement = only(
        sheet(titles, f"{start},A1,Huile,2,Cash on delivery,30.00", f"{start},A2,Sel,1,Cash on delivery,30.00")
    )
    assert (announcement.customer, announcement.items) == ("Zoé Lefèvre", "Huile × 2 · Sel")
    assert (announcement.due_cents, announcement.paid) == (3000, False)


def test_webtoffee_has_one_column_per_item() -> None:
    row = {
        "order_id": "900",
        "order_number": "812",
        "order_date": "2026-11-20 10:15:00",
        "paid_date": "2026-11-20 10:16:00",
        "status": "processing",
        "order_total": "30.00",
        "shipping_method": "Local pickup",
        "billing_first_name": "Zoé",
        "billing_last_name": "Lefèvre",
        "line_item_1": "name:Huile|product_id:4|sku:A1|quantity:2|total:20.00",
        "line_item_2": "name:Sel|product_id:5|sku:A2|quantity:1|total:10.00",
    }
    announcement = only(table(tuple(row), [row]))
    assert (announcement.reference, announcement.platform_id) == ("812", "900")
    assert (announcement.items, announcement.item_count) == ("Huile × 2 · Sel", 3)
    assert (announcement.due_cents, announcement.pickup) == (0, True)


def test_magentos_grid_names_its_pickup_location() -> None:
    titles = "ID,Purchase Date,Bill-to Name,Ship-to Name,Status,Customer Email,Pickup Location Code"
    reading = read(
        sheet(
            titles,
            '000000013,"Nov 20, 2026",Zoé Lefèvre,Zoé Lefèvre,processing,zoe@exemple.fr,brest',
            '000000014,"Nov 20, 2026",Yann Le Goff,,canceled,yann@exemple.fr,',
        )
    )
    assert [(a.reference, a.pickup, a.cancelled) for a in reading.announcements] == [
        ("000000013", True, False),
        ("000000014", None, True),
    ]


def test_a_row_without_reference_that_has_only_an_item_belongs_to_the_order_above() -> None:
    announcement = only(
        sheet("Référence;Client;Produit;Quantité", "S1;Zoé;Huile;2", ";;Sel;1", ";;;3", encoding="utf-8-sig")
    )
    assert (announcement.items, announcement.item_count, announcement.rows) == ("Huile × 2 · Sel", 3, (2, 3))


def test_rows_of_one_order_are_joined_wherever_they_stand() -> None:
    reading = read(
        sheet(
            "Commande;Client;Article;Qté;Total;Statut;Reste à payer;Tél",
            "1;Zoé Lefèvre;Huile;1;30,00;Impayé;;",
            "2;Yann;Thé;1;8,00;Payé;;",
            "1;LEFÈVRE Zoé;Sel;2;30,00;;30,00;0612345678",
        )
    )
    first = reading.announcements[0]
    assert (first.items, first.item_count, first.due_cents) == ("Huile · Sel × 2", 3, 3000)
    assert (first.phone, first.rows) == ("+33612345678", (2, 4))


def test_one_reference_for_two_customers_is_refused() -> None:
    reading = read(sheet("Commande;Client", "1;Zoé Lefèvre", "1;Yann Le Goff"))
    assert [a.customer for a in reading.announcements] == ["Zoé Lefèvre"]
    assert [(r.row, r.reason.key, r.reason.args) for r in reading.refused] == [
        (3, "intake.two_customers", {"reference": "1", "row": 2})
    ]


def test_an_order_is_cancelled_when_all_its_rows_are() -> None:
    lines = ("Commande;Client;Article;Statut", "1;Zoé;Huile;Annulé")
    assert only(sheet(*lines, "1;Zoé;Sel;Annulé")).cancelled
    assert not only(sheet(*lines, "1;Zoé;Sel;Prêt")).cancelled
    assert only(sheet(*lines, ";;Sel;")).cancelled


@pytest.mark.parametrize(
    ("title", "text", "cancelled"),
    [
        ("Statut", "Annulée", True),
        ("Statut", "Remboursée", True),
        ("Statut", "Brouillon", True),
        ("Payment status", "Refunded", True),
        ("Fulfillment status", "Canceled", True),
        ("Annulé", "oui", True),
        ("Cancelled at", "2026-11-20", True),
        ("Annulé", "non", False),
        ("Annulé", "", False),
        ("Statut", "Livrée", False),
        ("Statut", "Expédiée", False),
        ("Paiement", "Contre remboursement", False),
    ],
)
def test_cancelled_orders(title: str, text: str, cancelled: bool) -> None:
    assert cell(title, text).cancelled is cancelled


def test_references_stay_as_they_are() -> None:
    for reference in ("0042", "#1001", "=1+1", "12.0", "1E5", "A-7/B"):
        assert only(sheet("N° commande;Client", f"{reference};Zoé")).reference == reference


def test_a_formula_is_text() -> None:
    formula = '=HYPERLINK("https://exemple.fr")'
    assert cell("Note", formula).note == formula


@pytest.mark.parametrize(
    ("titles", "texts", "due", "paid"),
    [
        ("Total", "25,00", None, None),
        ("Total;Payé", "25,00;oui", 0, True),
        ("Total;Payé", "25,00;✓", 0, True),
        ("Total;Payé", "25,00;non", 2500, False),
        ("Total;Payé", "25,00;", None, None),
        ("Total;Payé", "25,00;1", None, None),
        ("Total;Payé", "25,00;0", 2500, False),
        ("Total;Payé", "25,00;25,00 €", 0, True),
        ("Total;Payé", "25,00;20/11/2026", 0, True),
        ("Total;Payé", "25,00;CB", None, None),
        ("Total;Acompte", "25,00;10,00", 1500, False),
        ("Total;Acompte", "25,00;30,00", 0, True),
        ("Total;Date de paiement", "25,00;20/11/2026", 0, True),
        ("Total;Statut", "25,00;En attente de paiement", 2500, False),
        ("Total;Statut", "25,00;Payée", 0, True),
        ("Total;Mode de paiement", "25,00;Espèces au retrait", 2500, False),
        ("Total;Mode de paiement", "25,00;CB", None, None),
        ("Total;Payé", "beaucoup;non", None, False),
        ("Reste à payer", "1\u00a0234,50 €", 123450, False),
        ("Reste à payer", "0", 0, True),
        ("Reste à payer", "0,01", 1, False),
        ("Reste à payer", "soldé", 0, True),
        ("Reste à payer", "", None, None),
        ("Reste à payer;Total;Payé", "?;25,00;non", None, False),
        ("Reste à payer;Payé", "0,01;oui", 0, True),
        ("Reste à payer", "0612345678", None, None),
    ],
)
def test_due_is_what_the_file_says_and_never_guessed(
    titles: str, texts: str, due: int | None, paid: bool | None
) -> None:
    announcement = cell(titles, texts)
    assert (announcement.due_cents, announcement.paid) == (due, paid)


@pytest.mark.parametrize(
    ("title", "text", "zone"),
    [
        ("Zone", "Frais", Zone.CHILLED),
        ("Température", "surgelé", Zone.FROZEN),
        ("Conservation", "ambiant", Zone.AMBIENT),
        ("Frais", "oui", Zone.CHILLED),
        ("Frais", "2,50", None),
        ("Frais", "non", None),
        ("Surgelé", "x", Zone.FROZEN),
    ],
)
def test_zones_are_taken_from_the_file_only(title: str, text: str, zone: Zone | None) -> None:
    announcement = cell(title, text)
    assert (announcement.zone, announcement.warnings) == (zone, ())


@pytest.mark.parametrize(
    ("text", "check"), [("oui", True), ("vin rouge", True), ("1", True), ("non", False), ("-", False), ("", False)]
)
def test_alcohol_asks_for_a_check_of_age(text: str, check: bool) -> None:
    assert cell("18+", text).age_check is check
    assert cell("Alcool", text).age_check is check


@pytest.mark.parametrize(("text", "number"), [("3", 3), ("", None), ("500", None)])
def test_numbers_of_parcels(text: str, number: int | None) -> None:
    announcement = cell("Nombre de colis", text)
    assert announcement.pieces == number
    assert warnings(announcement) == (["intake.pieces_unreadable"] if text == "500" else [])


def test_bad_cells_are_pointed_at_with_what_they_hold() -> None:
    announcement = cell("E-mail;Zone;Reste à payer", "zoe@exemple;Brest nord;bientôt")
    assert [(w.key, w.args) for w in announcement.warnings] == [
        ("intake.email_unreadable", {"reference": "0042", "text": "zoe@exemple"}),
        ("intake.zone_unreadable", {"reference": "0042", "text": "Brest nord"}),
        ("intake.due_unreadable", {"reference": "0042", "text": "bientôt"}),
    ]


def test_a_dash_is_an_empty_cell() -> None:
    announcement = cell("E-mail;Téléphone;Note", "-;—;n/a")
    assert (announcement.email, announcement.phone, announcement.note, announcement.warnings) == (None, None, "", ())


@pytest.mark.parametrize(
    ("titles", "texts", "pickup"),
    [
        ("Mode de livraison", "Retrait", True),
        ("Mode", "Click and collect", True),
        ("Livraison", "à voir", None),
        ("Point de retrait", "Halles", True),
        ("Mode;Point de retrait", "à voir;Halles", True),
    ],
)
def test_pickup_is_what_the_file_says(titles: str, texts: str, pickup: bool | None) -> None:
    assert cell(titles, texts).pickup is pickup


@pytest.mark.parametrize(
    ("titles", "texts"),
    [
        ("Mode de livraison", "Livraison à domicile"),
        ("Transporteur", "Colissimo"),
        ("Livraison", "Expédition"),
        ("Mode;Point de retrait", "Livraison à domicile;Halles"),
    ],
)
def test_shipped_orders_are_refused(titles: str, texts: str) -> None:
    row, reason = refused(sheet(f"N° commande;Client;{titles}", f"7;Zoé;{texts}"))
    assert (row, reason.key, reason.args["method"]) == (2, "intake.shipped", texts.partition(";")[0])


def test_a_list_of_pickup_methods_decides() -> None:
    data = sheet(
        "N° commande;Client;Mode;Point de retrait", "1;Zoé;Express;", "2;Yann;Retrait;", "3;Anna;;Halles", "4;Luc;;"
    )
    reading = read(data, pickup_methods=("express", "HALLES"))
    assert [(a.reference, a.pickup) for a in reading.announcements] == [("1", True), ("3", True), ("4", None)]
    assert [(r.row, r.reason.key) for r in reading.refused] == [(3, "intake.shipped")]


def test_rows_that_lack_what_is_needed_are_refused_one_by_one() -> None:
    reading = read(sheet("N° commande;Nom;Prénom;Email", ";Lefèvre;Zoé;", "8;;;zoe@exemple.fr", "9;Le Goff;Yann;"))
    assert [(a.reference, a.customer) for a in reading.announcements] == [("9", "Yann Le Goff")]
    assert [(r.row, r.reason.key) for r in reading.refused] == [
        (2, "intake.no_reference_cell"),
        (3, "intake.no_customer"),
    ]


@pytest.mark.parametrize("cells", [f"{'9' * 121};Zoé", f"9;{'Zoé ' * 40}"])
def test_what_is_too_long_to_be_a_name_is_refused(cells: str) -> None:
    row, reason = refused(sheet("N° commande;Client", cells))
    assert (row, reason.key) == (2, "intake.too_long")


@pytest.mark.parametrize(
    ("titles", "key"),
    [
        ("Client;Téléphone;Produits", "intake.no_reference"),
        ("N° commande;Total;Produits", "intake.no_name"),
        ("ID;Référence;Nouveau client;Livraison;Client;Total;Paiement;État;Date", "intake.prestashop"),
        ("ID;Reference;New client;Delivery;Customer;Total;Payment;Status;Date", "intake.prestashop"),
    ],
)
def test_sheets_that_cannot_feed_a_counter_say_what_is_missing(titles: str, key: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(sheet(titles, "1;2;3"))
    assert caught.value.reason.key == key
