"""ESC/POS, read back."""

import pytest
from PySide6.QtGui import QImage

from desk_app.devices.label import MEDIUM, SMALL, LabelSize, PickupSlip, draw
from desk_app.devices.languages import Language, encode
from desk_app.devices.printers import PrinterError
from tests.devices.languages.cases import RESOLUTIONS, assert_printed, drawn
from tests.devices.languages.readers import escpos
from tests.devices.samples import NAMES, PICKUP_CODE, TEXTS, parcel, pickup, read, seen

RECEIPT = LabelSize(72, 160)  # 575 dots, nearly the whole head


@pytest.mark.parametrize("dpi", RESOLUTIONS)
@pytest.mark.parametrize("name", NAMES)
def test_a_label_prints_dot_for_dot(name: str, dpi: int) -> None:
    picture = drawn(Language.ESCPOS, SMALL, dpi, name)
    (paper,) = escpos(encode(picture, Language.ESCPOS))
    assert_printed(paper, picture)


def test_a_long_receipt_has_no_seam() -> None:
    slip = PickupSlip.of(pickup(parcel(), customer=NAMES[2]), "Maison du commerce", TEXTS["fr"])
    picture = draw(slip, RECEIPT)
    assert picture.height() > 1000
    (paper,) = escpos(encode(picture, Language.ESCPOS))
    assert paper.crop((0, 0, picture.width(), picture.height())).tobytes() == seen(picture).tobytes()
    assert read(paper) == {"QR Code": PICKUP_CODE}


def test_each_picture_is_cut_off() -> None:
    pictures = [drawn(Language.ESCPOS, SMALL, 203, name) for name in NAMES]
    papers = escpos(b"".join(encode(picture, Language.ESCPOS) for picture in pictures))
    for paper, picture in zip(papers, pictures, strict=True):
        assert_printed(paper, picture)


@pytest.mark.parametrize("width", [384, 576])
def test_whole_heads_are_used(width: int) -> None:
    picture = QImage(width, 10, QImage.Format.Format_Mono)
    picture.setColorTable([0xFF000000, 0xFFFFFFFF])
    picture.fill(0)
    picture.setDotsPerMeterX(7992)
    (paper,) = escpos(encode(picture, Language.ESCPOS))
    assert (paper.size, paper.getextrema()) == ((width, 10), (0, 0))


def test_what_is_wider_than_the_head_is_refused_in_words() -> None:
    with pytest.raises(PrinterError) as refused:
        encode(drawn(Language.ESCPOS, MEDIUM, 203, NAMES[0]), Language.ESCPOS)
    assert "72 mm" in TEXTS["fr"](refused.value.reason.key, **refused.value.reason.args)
