"""The parcel a line of the journal is about, as it now stands."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from desk_app.domain import codes
from desk_app.domain.states import State
from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.widgets.chip import Chip
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

_TONES = {State.READY: "green", State.RECEIVED: "amber", State.MISSING: "red", State.RETURNING: "amber"}


class ParcelCard(Card):
    """Hidden until a parcel is shown."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        words.bind(self.set_heading, "ui_journee.card")
        self.customer = LineLabel(size=theme.LARGE, weight=theme.BOLD)
        self.order, self.when, self.code = LineLabel(), LineLabel(ink=theme.MUTED), LineLabel(ink=theme.MUTED)
        self.state, self.shelf = Chip(), LineLabel(weight=theme.BOLD)
        self.note = label(role="strong", wraps=True)
        row = QHBoxLayout()
        row.addWidget(self.state)
        row.addWidget(self.shelf, 1)
        for widget in (self.customer, self.order):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addWidget(self.when)
        self.body.addWidget(self.note)
        self.body.addWidget(self.code)
        self.hide()

    def show_parcel(self, parcel: Parcel | None, note: str, now: datetime) -> None:
        """Another parcel, or none; ``note`` is what the line of the journal says besides."""
        self.setVisible(parcel is not None)
        if parcel is None:
            return
        words, texts = self._words, self._words.texts
        piece = f"{parcel.piece}/{parcel.pieces}" if parcel.pieces > 1 else ""
        order = words("ui_journee.order", order=parcel.order)
        self.customer.setText(parcel.customer)
        self.order.setText(" · ".join(filter(None, (parcel.shop, order, piece))))
        if parcel.is_overdue(now):
            self.state.set(words("words.overdue"), "amber")
        else:
            self.state.set(texts.name_of(parcel.state), _TONES.get(parcel.state, "plain"))
        self.shelf.setText(parcel.shelf or "" if parcel.state is not State.COLLECTED else "")
        self.when.setText(self._last_move(parcel))
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.code.setText(codes.spell(parcel.id))

    def _last_move(self, parcel: Parcel) -> str:
        if parcel.collected_at is not None:
            return self._words("ui_journee.collected", at=parcel.collected_at)
        if parcel.received_at is not None:
            return self._words("ui_journee.received", at=parcel.received_at)
        return self._words("ui_journee.announced", at=parcel.announced_at)
