"""Columns are recognised by their titles."""

import pytest

from desk_app.intake.titles import layout, title

SHEETS = {
    "Numéro;Date commande;Membre;Email;Point de collecte;Date retrait;Créneau;Statut;Montant;Produits": (
        "reference created customer email place slot_day slot_time status total items"
    ),
    "N° commande;Date;Client;Email;Téléphone;Sous-total;Livraison;Suppléments;Total;Statut;Ville;Pays": (
        "reference created customer email phone - method - total status - -"
    ),
    "Ticket;Date dépôt;Date prévue;Date retrait;Client;Téléphone;Statut;Rayon;Total;Payé;Reste": (
        "reference created slot_day slot_day customer phone status - total paid due"
    ),
    "Nom;Prénom;Tél.;Commande n°;Colis;Température;18+;Payé ?;Remarques": (
        "last_name first_name phone reference pieces zone age paid note"
    ),
    "N°;Client;Commande;Quantité": "reference customer items quantity",
    "Commande;Client;Produits": "reference customer items",
    "Réf. de la commande;Nom et prénom;Courriel;Portable;Reste à payer (€);Montant (TTC)": (
        "reference customer email phone due total"
    ),
    "Order number;Customer name;E-mail;Phone number;Items;Balance due;Pickup time": (
        "reference customer email phone items due slot_time"
    ),
    "order_id;order_number;order_date;paid_date;status;payment_method;shipping_method;billing_first_name": (
        "order_id reference created paid_at status payment method first_name"
    ),
    "Order Number;Order Status;First Name (Billing);Last Name (Billing);Email (Billing);SKU;Name;Quantity": (
        "reference status first_name last_name email - items quantity"
    ),
    "ID;Purchase Date;Bill-to Name;Ship-to Name;Status;Customer Email;Pickup Location Code;Shipping Information": (
        "reference created customer customer status email place method"
    ),
    "Order number;Date created;Time;Contact email;Item;Qty;Recipient name;Recipient phone;Payment status": (
        "reference created created_time email items quantity customer phone paid"
    ),
    "id;name;phone": "reference last_name phone",
}


@pytest.mark.parametrize("titles", SHEETS)
def test_each_column_serves_what_its_title_says(titles: str) -> None:
    columns = titles.split(";")
    served = ["-"] * len(columns)
    for field, places in layout([title(column) for column in columns]).items():
        for place in places:
            served[place] = field
    assert " ".join(served) == SHEETS[titles]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("N° de commande", "n commande"),
        ("RESTE À PAYER", "reste payer"),
        ("montant_eur", "montant"),
        ("Date (jj/mm/aaaa)", "date"),
        ("Email (Billing)", "email billing"),
        ("", ""),
        ("de", "de"),
    ],
)
def test_titles_are_compared_by_their_words(text: str, folded: str) -> None:
    assert title(text) == folded


def test_of_two_references_only_the_better_one_counts() -> None:
    assert layout(["n", "numero commande"])["reference"] == (1,)


def test_of_two_columns_with_one_title_the_first_counts() -> None:
    assert layout(["client", "client"])["customer"] == (0,)
