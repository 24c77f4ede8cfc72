"""Labels as a scanner and a clerk see them, whatever the names, the size and the printer."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from PySide6.QtGui import QFontDatabase, QImage

from desk_app.devices import ink
from desk_app.devices.label import (
    A5,
    LARGE,
    MEDIUM,
    SMALL,
    Drawable,
    LabelSize,
    ParcelLabel,
    PickupSlip,
    ShelfLabel,
    draw,
)
from desk_app.devices.layout import Margins
from desk_app.devices.symbols import qr
from desk_app.domain.states import State
from desk_app.domain.zones import Zone
from tests.devices.samples import (
    NAMES,
    PARCEL_ID,
    PICKUP_CODE,
    RESOLUTIONS,
    SHELF_TAG,
    SIZES,
    TEXTS,
    layout_of,
    parcel,
    pickup,
    read,
    seen,
    shelf,
    stray_ink,
)
from tests.optional import leave

FRENCH = TEXTS["fr"]
MANY_SHOPS = pickup(*(parcel(shop=f"Boutique {n}") for n in range(12)), customer=NAMES[2])


def label(language: str = "fr", **changes: object) -> ParcelLabel:
    """The label of a sample parcel."""
    return ParcelLabel.of(parcel(**changes), TEXTS[language])


def difference(one: Drawable, other: Drawable, size: LabelSize = SMALL) -> set[str]:
    """Names of the rectangles in which two labels differ."""
    changed = ImageChops.difference(seen(draw(one, size)), seen(draw(other, size)))
    return {
        name
        for name, rect in layout_of(one, size).items()
        if changed.crop((rect.x, rect.y, rect.right, rect.bottom)).getbbox()
    }


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_both_symbols_read_and_ink_stays_in_place(dpi: int, size: LabelSize, name: str, language: str) -> None:
    full = label(language, customer=name, shop=f"Fromagerie {name}", order="FR-2026-11-0004127", shelf="SOL-12")
    assert read(seen(draw(full, size, dpi))) == {"QR Code": PARCEL_ID, "Code 128": PARCEL_ID}
    assert stray_ink(full, size, dpi) is None


@pytest.mark.parametrize("family", [["Inter"], ["Noto Sans"], ["DejaVu Sans"], ["DejaVu Serif"], []])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_text_fits_with_any_font(family: list[str], size: LabelSize, monkeypatch: pytest.MonkeyPatch) -> None:
    if family and family[0] not in QFontDatabase.families():
        leave(f"the font {family[0]} is not installed")
    monkeypatch.setattr(ink, "FAMILIES", family or [QFontDatabase.families()[0]])
    monkeypatch.setattr(ink, "_fonts", ink._Fonts())
    for name in NAMES:
        assert stray_ink(label(customer=name, shop=name, shelf="QÅ-12"), size) is None


@given(
    name=st.text(max_size=80),
    shop=st.text(max_size=80),
    order=st.text(min_size=1, max_size=60),
    code=st.text(max_size=20),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_spoils_a_label(name: str, shop: str, order: str, code: str) -> None:
    odd = label(customer=name, shop=shop, order=order, shelf=code)
    assert stray_ink(odd, SMALL) is None
    assert read(seen(draw(odd, SMALL))) == {"QR Code": PARCEL_ID, "Code 128": PARCEL_ID}


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_module_is_a_whole_number_of_dots(dpi: int) -> None:
    """The QR code on the label is the library's modules, each magnified by the same whole number."""
    rect = layout_of(label(), SMALL, dpi)["qr"]
    symbol = qr(PARCEL_ID)
    modules = Image.frombytes("1", (symbol.width, symbol.height), symbol.rows).convert("L")
    wanted = ImageChops.invert(modules.resize((rect.width, rect.height), Image.Resampling.NEAREST))
    got = seen(draw(label(), SMALL, dpi)).crop((rect.x, rect.y, rect.right, rect.bottom))
    assert ImageChops.difference(got, wanted).getbbox() is None


def test_the_picture_is_black_and_white_in_the_printers_dots() -> None:
    picture = draw(label(), SMALL, 203)
    assert (picture.width(), picture.height()) == (496, 232)
    assert picture.format() == QImage.Format.Format_Mono
    assert (picture.dotsPerMeterX(), picture.dotsPerMeterY()) == (7992, 7992)
    assert [grey for grey, count in enumerate(seen(picture).histogram()) if count] == [0, 255]


@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_text_has_the_same_size_at_every_resolution(dpi: int) -> None:
    """Pixel sizes that are right at 203 dots are a third of that at 600."""
    name = layout_of(label(), SMALL, dpi)["name"]
    box = ImageChops.invert(seen(draw(label(), SMALL, dpi)).crop((name.x, name.y, name.right, name.bottom))).getbbox()
    assert box is not None
    millimetres = (box[3] - box[1]) * 25.4 / dpi
    assert 2.5 < millimetres < 4.0


def test_margins_of_the_printer_stay_white() -> None:
    margins = Margins(1.5, 3.0, 1.5, 3.0)
    picture = draw(label(customer=NAMES[2]), SMALL, 300, margins)
    box = ImageChops.invert(seen(picture)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    assert min(left, picture.width() - right) >= 1.5 / 25.4 * 300
    assert min(top, picture.height() - bottom) >= 3.0 / 25.4 * 300
    assert read(seen(picture)) == {"QR Code": PARCEL_ID, "Code 128": PARCEL_ID}


def test_a_label_says_what_the_parcel_is() -> None:
    assert label() == ParcelLabel(
        code=PARCEL_ID,
        shelf="F-02",
        name="LEFÈVRE É.",
        shop="Fromagerie du Marché",
        order="n° 2301",
        piece="1/2",
        date="23\u00a0nov.",
        marks=("SURGELÉ", "18+"),
    )
    plain = label("en", zone=Zone.AMBIENT, age_check=False, shelf=None, received_at=None, order="#1001")
    assert (plain.shelf, plain.order, plain.date, plain.marks) == ("to shelve", "#1001", "", ())


def test_each_mark_is_drawn_and_nothing_else_moves() -> None:
    bare = label(zone=Zone.AMBIENT, age_check=False)
    assert difference(bare, label(zone=Zone.AMBIENT)) == {"mark_0"}
    assert difference(bare, label(age_check=False)) == {"mark_0"}
    assert difference(bare, label()) == {"mark_0", "mark_1"}
    assert difference(label(zone=Zone.CHILLED), label(zone=Zone.FROZEN)) == {"mark_0"}


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_long_shop_is_shortened_and_its_order_is_not(size: LabelSize) -> None:
    shop, order = "Boucherie-Charcuterie des Halles Saint-Germain et Fils", "FR-2026-11-000412"
    assert difference(label(shop=shop, order=f"{order}7"), label(shop=f"{shop} 2", order=f"{order}7"), size) == set()
    changed = difference(label(shop=shop, order=f"{order}7"), label(shop=shop, order=f"{order}8"), size)
    assert changed in ({"shop_order"}, {"order"})


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_shelf_code_is_never_shortened(size: LabelSize) -> None:
    assert difference(label(shelf="CONGELATEUR-1"), label(shelf="CONGELATEUR-2"), size) == {"shelf"}


@pytest.mark.parametrize("size", [*SIZES, A5], ids=str)
@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_shelf_label_reads_and_fits(dpi: int, size: LabelSize) -> None:
    for code in ("F-02", "SOL-12", "Congélateur 2"):
        tag = ShelfLabel.of(shelf(code=code), FRENCH)
        assert read(seen(draw(tag, size, dpi))) == {"QR Code": SHELF_TAG}
        assert stray_ink(tag, size, dpi) is None


@pytest.mark.parametrize("size", [*SIZES, A5], ids=str)
@pytest.mark.parametrize("dpi", RESOLUTIONS)
def test_a_slip_reads_and_fits(dpi: int, size: LabelSize) -> None:
    slip = PickupSlip.of(MANY_SHOPS, "Maison du commerce de Saint-Maixent-l’École", FRENCH)
    assert read(seen(draw(slip, size, dpi))) == {"QR Code": PICKUP_CODE}
    assert stray_ink(slip, size, dpi) is None


def test_a_slip_says_what_is_ready_and_what_is_not() -> None:
    two_shops = pickup(
        parcel(),
        parcel(shop="La Belle Plume"),
        parcel(shop="La Belle Plume"),
        parcel(shop="La Belle Plume", state=State.ANNOUNCED),
        parcel(shop="Maison Iris", state=State.COLLECTED),
    )
    slip = PickupSlip.of(two_shops, "Maison du commerce", FRENCH)
    assert slip.lines == (("Fromagerie du Marché", "1 prêt"), ("La Belle Plume", "2 prêts · 1 attendu"))
    assert slip.summary == "3 prêts · 1 attendu"


def test_a_slip_counts_the_shops_it_has_no_room_for() -> None:
    lines = PickupSlip.of(MANY_SHOPS, "Maison du commerce", FRENCH).lines
    assert lines[6:] == (("Boutique 6", "1 prêt"), ("et 5 autres boutiques", ""))


@pytest.mark.parametrize(
    ("text", "size"),
    [("62x29", SMALL), ("100 × 50 mm", MEDIUM), ("100X150", LARGE), ("57,5x32", LabelSize(57.5, 32))],
)
def test_a_size_is_understood_as_people_write_it(text: str, size: LabelSize) -> None:
    assert LabelSize.parse(text) == size
    assert LabelSize.parse(str(size)) == size


@pytest.mark.parametrize("text", ["", "62", "62x", "axb", "20x10", "62x1000", "60x49", "-62x29", "6200x2900"])
def test_a_size_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"62x29|mm wide|mm high"):
        LabelSize.parse(text)


@pytest.mark.parametrize("thing", [label, lambda: ShelfLabel.of(shelf(), FRENCH)])
def test_workers_draw_the_same_picture_at_once(thing: Callable[[], Drawable]) -> None:
    drawn = draw(thing(), MEDIUM)
    with ThreadPoolExecutor(4) as pool:
        assert all(picture == drawn for picture in pool.map(lambda _: draw(thing(), MEDIUM), range(40)))


@pytest.mark.parametrize("size", SIZES)
def test_a_reprint_says_so_beside_its_date_and_nowhere_else(size: LabelSize) -> None:
    first = label()
    again = ParcelLabel.of(parcel(), FRENCH, reprint=True)
    assert again.date == f"réimpr. {first.date}"
    assert ParcelLabel.of(parcel(received_at=None), FRENCH, reprint=True).date == "réimpr."
    assert difference(first, again, size) == {"date"}
    assert stray_ink(again, size) is None
