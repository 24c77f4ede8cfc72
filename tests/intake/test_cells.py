"""What single cells say."""

import pytest

from desk_app.domain.zones import Zone
from desk_app.intake import cells


@pytest.mark.parametrize(
    "text",
    [
        "06 12 34 56 78",
        "06\u00a012\u00a034\u00a056\u00a078",
        "06.12.34.56.78",
        "612345678",
        "33612345678",
        "'33612345678",
        "'+33612345678",
        "+33 (0)6 12 34 56 78",
        '"0612345678"',
        '="0612345678"',
        "612345678.0",
        "33612345678,0",
        "Tél : 06 12 34 56 78",
        "06 12 34 56 78 (maman)",
        "06 12 34 56 78 / 02 40 11 22 33",
        "0612345678;0240112233",
        "06 12 34 56 78 ou 02 40 11 22 33",
        "06 12 34 56 78 02 40 11 22 33",
        "06 12 34 56 78 - 02 40 11 22 33",
        "12 / 06 12 34 56 78",
    ],
)
def test_a_phone_is_found_however_it_is_written(text: str) -> None:
    assert cells.first_phone([cells.clean(text)]) == ("+33612345678", "")


@pytest.mark.parametrize("text", ["6.12E8", "6,12E+08", "3.3612345678E10", "06 12 34", "333-333-3333", "à demander"])
def test_a_lost_phone_is_no_other_phone(text: str) -> None:
    assert cells.first_phone([text]) == (None, text)


def test_the_first_valid_phone_of_several_cells_counts() -> None:
    assert cells.first_phone(["06 12", "02 40 11 22 33", "0612345678"]) == ("+33240112233", "")


def test_no_phone_is_not_a_lost_phone() -> None:
    assert cells.first_phone([]) == (None, "")


def test_a_phone_cell_of_any_length_is_answered() -> None:
    assert cells.first_phone(["1a" * 50_000])[0] is None


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Zoé\u00a0\t Lefèvre \n", "Zoé Lefèvre"),
        ("Zoe\u0301", "Zoé"),
        ("\ufeffAB\u200b\x00C\ud800", "ABC"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_text_is_cleaned_and_never_evaluated(text: str, cleaned: str) -> None:
    assert cells.clean(text) == cleaned


def test_the_first_valid_email_of_a_cell_counts() -> None:
    assert cells.first_email("Zoé <Zoe@Exemple.fr>, zoe@ailleurs.fr") == "zoe@exemple.fr"
    assert cells.first_email("zoe@exemple") is None
    assert cells.first_email(f"{'z' * 300}@exemple.fr") is None


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Oui", True), ("x", True), ("✓", True), ("NON", False), ("0", False), ("12,50", None), ("", None)],
)
def test_yes_and_no(text: str, answer: bool | None) -> None:
    assert cells.yes(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Payée", True),
        ("Réglé", True),
        ("Paid", True),
        ("Partially refunded", True),
        ("Impayé", False),
        ("Unpaid", False),
        ("En attente de paiement", False),
        ("Cash on delivery", False),
        ("Paiement au retrait", False),
        ("Espèces au retrait", False),
        ("Payé en boutique", None),
        ("Carte bancaire", None),
        ("En préparation", None),
    ],
)
def test_what_is_paid_is_only_what_says_so(text: str, answer: bool | None) -> None:
    assert cells.says_paid(text) is answer


@pytest.mark.parametrize("text", ["Annulée", "ANNULÉ", "Remboursé", "Brouillon", "Cancelled", "canceled", "Refunded"])
def test_cancelled_statuses(text: str) -> None:
    assert cells.says_cancelled(text)


def test_a_returned_order_is_cancelled() -> None:
    assert cells.says_cancelled("retournée (remboursement émis le 2026-09-28)")


@pytest.mark.parametrize(
    "text",
    [
        "Partiellement remboursée",
        "Partially refunded",
        "Contre remboursement",
        "Annulation demandée",
        "Prête",
        "Non annulé",
    ],
)
def test_statuses_that_only_look_cancelled(text: str) -> None:
    assert not cells.says_cancelled(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Retrait en boutique", True),
        ("Click & Collect", True),
        ("Local pickup", True),
        ("Pick-up", True),
        ("Retrait, 3 rue de la Poste", True),
        ("Livraison à domicile", False),
        ("Expédition", False),
        ("Livraison", False),
        ("Colissimo", False),
        ("Retrait en point relais Mondial Relay", False),
        ("Lettre suivie", False),
        ("Express", None),
        ("Free Shipping", None),
        ("Livraison au comptoir", True),
        ("", None),
    ],
)
def test_pickup_or_shipped_beyond_doubt(text: str, answer: bool | None) -> None:
    assert cells.says_pickup(text) is answer


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("2", 2), ("1,5", 1.5), ("x3", 3), ("2 pcs", 2), ("2.000", 2), ("invalid", None), ("", None), ("12345678", None)],
)
def test_quantities(text: str, quantity: float | None) -> None:
    assert cells.count(text) == quantity


def test_a_sum_of_quantities_is_rounded_up_and_unknown_when_one_is() -> None:
    assert cells.whole([2, 1.5]) == 4
    assert cells.whole([0.1, 0.2, 0.7]) == 1
    assert cells.whole([2, None]) is None
    assert cells.whole([]) is None
    assert cells.whole([99_999, 1]) is None


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("2 colis", 2), ("3,0", 3), ("99", 99), ("0", None), ("100", None), ("1/2", None)]
)
def test_numbers_of_parcels(text: str, number: int | None) -> None:
    assert cells.pieces(text) == number


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Ambiant", Zone.AMBIENT),
        ("frais", Zone.CHILLED),
        ("+4 °C", Zone.CHILLED),
        ("Réfrigéré", Zone.CHILLED),
        ("surgelés", Zone.FROZEN),
        ("-18", Zone.FROZEN),
        ("frais et surgelé", Zone.FROZEN),
        ("Nantes centre", None),
    ],
)
def test_zones(text: str, zone: Zone | None) -> None:
    assert cells.zone(text) is zone
