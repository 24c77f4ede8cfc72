"""The side of the page: the parcel in hand or selected, with its story and its label."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desk_app.domain.people import masked_email, masked_phone
from desk_app.domain.values import Parcel
from desk_app.i18n import Texts
from desk_app.ui import theme
from desk_app.ui.background import Lane, Ticket
from desk_app.ui.parcel_table import marks, state_mark
from desk_app.ui.print_lane import picture_of
from desk_app.ui.proof_saving import has_proof, save_proof
from desk_app.ui.session import Session
from desk_app.ui.widgets.chip import Chip
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.widgets.label_picture import LabelPicture
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.wording import slot

_CHIPS = 5


class ParcelCard(Card):
    """One parcel and what is seldom done with it, or how many are selected, or what to do first."""

    keep_wanted = Signal()  # longer
    answered = Signal(object)  # Answer

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._words = session, session.words
        self._parcel: Parcel | None = None
        self._count = 0
        self._ticket: Ticket | None = None
        self.title = LineLabel(size=theme.LARGE, weight=theme.BOLD)
        self.lines = label(role="muted", wraps=True)
        self.chips = [Chip() for _ in range(_CHIPS)]
        self.picture = LabelPicture()
        self.keep, self.proof = KeyButton(), KeyButton()
        self._add_widgets()

    def _add_widgets(self) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        line.setSpacing(6)
        for chip in self.chips:
            line.addWidget(chip)
        line.addStretch(1)
        row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        for widget in (self.title, row, self.lines, self.picture, self.keep, self.proof):
            self.body.addWidget(widget)
        for button, key in ((self.keep, "ui_arrivages.keep_longer"), (self.proof, "proof.save")):
            button.set_compact(True)
            self._words.bind(button.setText, key)
        self.keep.clicked.connect(self.keep_wanted)
        self.proof.clicked.connect(self._save_proof)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def show_parcel(self, parcel: Parcel) -> None:
        """Show this one, and have its label drawn."""
        self._parcel, self._count = parcel, 1
        self.write()
        self._draw(parcel)

    def show_count(self, count: int) -> None:
        """Several are selected, or none."""
        self._parcel, self._count = None, count
        self.write()

    @property
    def parcel(self) -> Parcel | None:
        """What is shown."""
        return self._parcel

    def write(self) -> None:
        """Write everything anew."""
        parcel, words = self._parcel, self._words
        self.picture.setVisible(parcel is not None)
        self.keep.setVisible(parcel is not None and parcel.may_wait_longer)
        self.proof.setVisible(has_proof(parcel))
        self._write_chips()
        if parcel is None:
            name = "several" if self._count else "none"
            self.set_heading("")
            self.title.setText(words(f"ui_arrivages.card_{name}_title", n=self._count))
            self.lines.setText(words(f"ui_arrivages.card_{name}_text"))
            return
        self.set_heading(words("ui_arrivages.card_heading", shop=parcel.shop, order=parcel.order))
        self.title.setText(parcel.customer)
        self.lines.setText("\n".join(story(parcel, words.texts, self._session.now())))

    def redraw(self) -> None:
        """The label's size or language has changed."""
        if self._parcel is not None:
            self._draw(self._parcel)

    def _write_chips(self) -> None:
        texts, parcel = self._words.texts, self._parcel
        shown = []
        if parcel is not None:
            shown = [state_mark(parcel, texts, self._session.now()), *marks(parcel, texts)]
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(shown))
            if place < len(shown):
                chip.set(shown[place].text, shown[place].tone)

    def _save_proof(self) -> None:
        if self._parcel is not None:
            save_proof(self._session, self._parcel, self, self.answered.emit)

    def _draw(self, parcel: Parcel) -> None:
        if self._ticket is not None:
            self._ticket.cancel()
        texts, get = self._words.texts, self._session.settings.get
        size, dpi = get("label.size"), get("label.dpi")
        self._ticket = self._session.door.ask(
            lambda: _picture(parcel, texts, size, dpi), self.picture.set_picture, lane=Lane.PRINT
        )


def _picture(parcel: Parcel, texts: Texts, size: str, dpi: int) -> QImage | None:
    """The label on a worker; None when the settings' size holds no label: printing will say so."""
    try:
        return picture_of(parcel, texts, size, dpi)
    except ValueError:
        return None


def story(parcel: Parcel, texts: Texts, now: datetime) -> Sequence[str]:
    """What is in it, how the customer is reached, and what has happened to it."""
    return [line for line in _story(parcel, texts, now) if line]


def _story(parcel: Parcel, texts: Texts, now: datetime) -> Iterator[str]:
    piece = texts("ui_arrivages.card_piece", piece=parcel.piece, pieces=parcel.pieces)
    yield f"{parcel.items} · {piece}" if parcel.items else piece
    yield masked_phone(parcel.phone) if parcel.phone else ""
    yield masked_email(parcel.email) if parcel.email else ""
    yield parcel.note
    if parcel.slot:
        yield texts("ui_arrivages.card_slot", slot=slot(texts, parcel, now))
    if not parcel.unannounced:
        yield texts("ui_arrivages.card_announced", at=parcel.announced_at)
    if parcel.received_at:
        name = "card_received_unannounced" if parcel.unannounced else "card_received"
        yield texts(f"ui_arrivages.{name}", at=parcel.received_at)
    if parcel.collected_at:
        yield texts("ui_arrivages.card_collected", at=parcel.collected_at)
    elif parcel.keep_until:
        yield texts("ui_arrivages.card_kept", until=parcel.keep_until)
