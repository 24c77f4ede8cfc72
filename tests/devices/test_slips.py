"""Slips as shops, customers and scanners see them, on every paper, whatever the names and however many parcels."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ImageChops, ImageDraw

from desk_app.devices import formats, ink, slips
from desk_app.devices.formats import FORMATS
from desk_app.devices.slips import DropOffSlip, HandoverSlip, Line, Place, ReturnSlip, Slip
from desk_app.domain.returns import ReturnReason
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from tests.devices.samples import NAMES, NOW, PICKUP_CODE, TEXTS, parcel, pickup, read, seen
from tests.devices.test_formats import check, texts

PLACE = Place("Maison du commerce de Saint-Maixent-l’École", "Poste 1", "Camille", NOW)
FRENCH = TEXTS["fr"]


def order(number: int, **changes: Any) -> Parcel:
    """The only parcel of an order."""
    values = {"order_id": f"o{number}", "order": str(4000 + number), "pieces": 1, "customer": NAMES[number % 3]}
    return parcel(**values | changes)


def left(number: int, **changes: Any) -> Parcel:
    """The same, handed over."""
    return order(number, state=State.COLLECTED, **changes)


def drop_off(n: int = 3, language: str = "fr") -> DropOffSlip:
    """So many parcels brought."""
    return DropOffSlip.of([order(i) for i in range(n)], PLACE, TEXTS[language])


def returned(n: int = 3, language: str = "fr") -> ReturnSlip:
    """So many parcels going back, for every reason there is."""
    reasons = list(ReturnReason)
    return ReturnSlip.of([(order(i), reasons[i % len(reasons)]) for i in range(n)], PLACE, TEXTS[language])


def handover(n: int = 3, language: str = "fr", **changes: Any) -> HandoverSlip:
    """So many parcels of several shops handed over, and two that wait."""
    said = {
        "items": "Plateau de fromages affinés, beurre de baratte demi-sel, crème crue " * 3,
        "amount_due_cents": 1250,
    }
    given = [left(i, shop=f"Boutique {i % 4}", **said | changes) for i in range(n)]
    waiting = [order(900, keep_until=NOW + timedelta(days=2)), order(901, state=State.ANNOUNCED)]
    return HandoverSlip.of(pickup(*given, *waiting, customer=NAMES[2]), given, PLACE, TEXTS[language])


def placed(slip: Slip, name: str, dpi: int = 203) -> list[list[formats.Placed]]:
    """Where everything of a slip stands."""
    paper = FORMATS[name]
    return formats.place([slip.head.block(paper), *slip.blocks(paper)], slip.head.running, paper, dpi)


def said(slip: Slip, name: str = "80") -> list[str]:
    """All texts of a slip, from top to bottom."""
    return [text for page in placed(slip, name) for text in texts(page)]


def check_ink(slip: Slip, name: str, dpi: int) -> None:
    """No ink outside the rectangles."""
    for page, picture in zip(placed(slip, name, dpi), slips.draw(slip, FORMATS[name], dpi), strict=True):
        grey = ImageChops.invert(seen(picture))
        eraser = ImageDraw.Draw(grey)
        for _item, rect in page:
            eraser.rectangle((rect.x, rect.y, rect.right - 1, rect.bottom - 1), fill=0)
        assert grey.getbbox() is None


@pytest.mark.parametrize("make", [drop_off, handover, returned])
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_clipped_or_overlaps(name: str, dpi: int, language: str, make: Any) -> None:
    slip = make(5, language)
    check(placed(slip, name, dpi), FORMATS[name], dpi)
    check_ink(slip, name, dpi)


@pytest.mark.parametrize("make", [drop_off, handover, returned])
@pytest.mark.parametrize("n", [1, 120])
@pytest.mark.parametrize("name", FORMATS)
def test_every_parcel_is_on_it_once(name: str, n: int, make: Any) -> None:
    slip = make(n)
    check(placed(slip, name), FORMATS[name], 203)
    orders = [text for text in said(slip, name) if text.startswith(("n° 40", "n° 41"))]
    assert sorted(orders) == sorted(f"n° {4000 + i}" for i in range(n))


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", FORMATS)
def test_the_code_of_a_handover_reads(name: str, dpi: int) -> None:
    found = [read(seen(picture)) for picture in slips.draw(handover(), FORMATS[name], dpi)]
    assert [page for page in found if page] == [{"QR Code": PICKUP_CODE}]


@given(
    customer=st.text(max_size=80),
    shop=st.text(max_size=80),
    reference=st.text(min_size=1, max_size=60),
    items=st.text(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_spoils_a_slip(customer: str, shop: str, reference: str, items: str) -> None:
    given = left(1, customer=customer, shop=shop, order=reference, items=items)
    for slip in (
        HandoverSlip.of(pickup(given, customer=customer), [given], PLACE, FRENCH),
        DropOffSlip.of([given], PLACE, FRENCH),
        ReturnSlip.of([(given, ReturnReason.REFUSED)], PLACE, FRENCH),
    ):
        check(placed(slip, "58"), FORMATS["58"], 203)
        check_ink(slip, "58", 203)


@pytest.mark.parametrize("name", FORMATS)
def test_an_order_number_is_never_shortened(name: str) -> None:
    one, other = (
        slips.draw(DropOffSlip.of([order(1, order=f"FR-2026-11-00041271234567890{end}")], PLACE, FRENCH), FORMATS[name])
        for end in "12"
    )
    assert seen(one[0]).tobytes() != seen(other[0]).tobytes()


def test_a_drop_off_slip_says_what_was_brought() -> None:
    two = [parcel(piece=1), parcel(piece=2), order(3, order="#1001", customer="")]
    slip = DropOffSlip.of(two, PLACE, FRENCH)
    assert slip.head.title == "Bon de dépôt"
    assert slip.head.facts == (
        ("Boutique", "Fromagerie du Marché"),
        ("Date", "23\u00a0nov. 2026, 10:00"),
        ("Poste", "Poste 1 · Camille"),
    )
    assert slip.lines == (
        Line("n° 2301", "1/2", "LEFÈVRE É."),
        Line("n° 2301", "2/2", "LEFÈVRE É."),
        Line("#1001", "", ""),
    )
    assert slip.total == ("Total", "3 colis")
    assert said(slip)[-1] == "Signature de la boutique"


def test_a_slip_shows_no_shelf_and_no_full_name_to_a_shop() -> None:
    slip = DropOffSlip.of([order(0, shelf="F-02")], PLACE, FRENCH)
    assert not [text for text in said(slip) if "F-02" in text or "Éloïse" in text]


def test_a_return_slip_says_why_and_since_when() -> None:
    slip = ReturnSlip.of(
        [(order(1), ReturnReason.OVERDUE), (order(2, received_at=None), ReturnReason.CANCELLED)], PLACE, FRENCH
    )
    assert [line.detail for line in slip.lines] == [
        "délai de garde dépassé · ici depuis le 23\u00a0nov.",
        "commande annulée",
    ]
    assert said(slip)[-2:] == ["Emporté par (nom)", "Signature de la boutique"]


@pytest.mark.parametrize("make", [lambda: DropOffSlip.of([], PLACE, FRENCH), lambda: ReturnSlip.of([], PLACE, FRENCH)])
def test_a_slip_without_parcels_is_none(make: Any) -> None:
    with pytest.raises(ValueError, match="without parcels"):
        make()


def test_a_handover_slip_says_what_was_taken_what_is_due_and_what_waits() -> None:
    taken = [
        left(1, pieces=3, piece=1, amount_due_cents=1250, items="Plateau"),
        left(1, pieces=3, piece=2, amount_due_cents=1250, items="Plateau"),
        left(2, shop="La Belle Plume", amount_due_cents=None),
    ]
    waiting = [
        order(1, pieces=3, piece=3, keep_until=NOW + timedelta(days=7)),
        order(4, shop="Maison Iris", state=State.ANNOUNCED),
    ]
    slip = HandoverSlip.of(pickup(*taken, *waiting), taken, PLACE, FRENCH)
    assert slip.shops == (
        ("Fromagerie du Marché", (Line("n° 4001", "2 colis sur 3", "", "Plateau", "À régler\u00a0: 12,50\u00a0€"),)),
        ("La Belle Plume", (Line("n° 4002", "1 colis", due="À régler\u00a0: montant inconnu"),)),
    )
    assert slip.waiting == (
        ("Fromagerie du Marché", (Line("n° 4001", "1 colis", detail="prêt, gardé jusqu’au 30\u00a0nov."),)),
        ("Maison Iris", (Line("n° 4004", "1 colis", detail="pas encore arrivé"),)),
    )
    assert slip.code_hint == "Gardez ce code pour le reste"


def test_a_handover_slip_of_everything_names_nothing_that_waits() -> None:
    slip = HandoverSlip.of(pickup(left(1)), [left(1)], PLACE, FRENCH)
    assert slip.code_hint == "Votre code de retrait, désormais utilisé"
    assert "Reste à retirer" not in said(slip)
    assert any(text.startswith("Droit de rétractation\u00a0: 14 jours") for text in said(slip))


def test_a_slip_has_the_local_time_of_its_moment() -> None:
    head = drop_off().head
    assert dict(head.facts)["Date"].endswith(NOW.astimezone().strftime("%H:%M"))


def test_symbols_stand_on_handover_slips_only() -> None:
    symbols = [
        [p.item for page in placed(s, "80") for p in page if not isinstance(p.item, ink.Text | ink.Fill)]
        for s in (drop_off(), returned(), handover())
    ]
    assert list(map(len, symbols)) == [0, 0, 1]
