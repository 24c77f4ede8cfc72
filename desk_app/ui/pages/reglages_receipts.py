"""The printer of slips for customers and shops: a receipt printer, or sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from desk_app.settings import BY_KEY, Value
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.pages.reglages_fields import ListField
from desk_app.ui.pages.reglages_paper import PaperSection, Trial
from desk_app.ui.session import Session

if TYPE_CHECKING:
    from desk_app.devices.outputs import Output
    from desk_app.devices.slips import Slip
    from desk_app.i18n import Texts

_WIDTH = "receipt.width"
_PAPERS = BY_KEY[_WIDTH].choices
_ROLLS = ("80", "58")  # what receipt printers have


class ReceiptsSection(PaperSection):
    """A receipt printer that is spoken to directly has a roll, any other may have sheets."""

    NAME = "receipts"
    PAPER = "receipt"
    SIZE = _WIDTH
    PICTURE = 230
    KEYS = ("receipt.printer", "receipt.wire", _WIDTH)

    def __init__(self, session: Session) -> None:
        self.paper = ListField("receipt_width")
        self._drawing: Ticket | None = None
        super().__init__(session, [self.paper])
        self.words.bind(self.printer.set_title, "ui_reglages.title_receipts")
        self.words.bind(self.paper.set_title, "ui_reglages.paper")
        self.retranslate()

    def arrange(self) -> None:
        """The address only where there is one; the papers that the printer may have; the slip on them."""
        self.form.hide_fields(() if self.is_direct else (self.wire.name,))
        papers = _ROLLS if self.is_direct else _PAPERS
        with self.filling():
            if self.paper.text() not in papers:
                self.paper.set_text(papers[0])
            self.paper.set_options([(paper, self.words(f"ui_reglages.paper_{paper.lower()}")) for paper in papers])
        self._draw()

    def _draw(self) -> None:
        """Show the test slip as it would be."""
        if self._drawing is not None:
            self._drawing.cancel()
        sample, paper = self._sample(), self.paper.text()
        self._drawing = self.session.door.ask(
            lambda: _picture(sample(), paper), self.picture.set_picture, lane=Lane.PRINT
        )

    def _sample(self) -> Sample:
        get = self.session.settings.get
        return Sample(get("counter.name"), get("counter.clerk"), self.session.now(), self.words.texts)

    def trial(self, values: Mapping[str, Value]) -> tuple[Trial, str]:
        """The test slip: nothing of it may be missing."""
        sample, paper = self._sample(), str(values[_WIDTH])

        def send(output: Output) -> None:
            from desk_app.devices.formats import FORMATS  # noqa: PLC0415 - behind the painted window
            from desk_app.devices.outputs import send_slips  # noqa: PLC0415

            send_slips(output, [sample()], FORMATS[paper])

        return send, self.words("ui_reglages.look_receipt")


@dataclass(frozen=True, slots=True)
class Sample:
    """A slip of one parcel, made in a job as the label is."""

    counter: str
    clerk: str
    at: datetime
    texts: Texts

    def __call__(self) -> Slip:
        """The slip."""
        from desk_app.devices.slips import DropOffSlip, Head, Line, Place  # noqa: PLC0415

        texts = self.texts
        place = Place(texts("ui_reglages.sample_slip"), self.counter, self.clerk, self.at)
        order = texts("devices.order", order=texts("ui_reglages.sample_order"))
        shop = (texts("slips.shop"), str(BY_KEY["hub.name"].default))
        return DropOffSlip(
            head=Head.of(texts("slips.drop_off"), shop, place, texts),
            lines=(Line(order, "1/2", texts("ui_reglages.sample_name")),),
            total=(texts("slips.total"), texts("slips.parcels", n=1)),
            signature=texts("slips.signature_shop"),
        )


def _picture(slip: Slip, paper: str) -> QImage:
    from desk_app.devices.formats import FORMATS  # noqa: PLC0415 - behind the painted window
    from desk_app.devices.slips import draw  # noqa: PLC0415

    return draw(slip, FORMATS[paper])[0]
