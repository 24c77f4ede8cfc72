"""The side of the returns' page: what is in hand, and the parcel the arrows stand on with what was noted of it."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLabel

from desk_app.domain import codes
from desk_app.domain.remarks import Remark, RemarkKind
from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.pages.comptoir_cards import Rows
from desk_app.ui.pages.etageres_content import whose
from desk_app.ui.pages.retours_damage import sight_of
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words

_MOST = 5
_SIGHT = 150


class HandCard(Rows):
    """Parcels taken off their shelves and not yet put down; hidden when there are none."""

    def __init__(self, words: Words) -> None:
        super().__init__(ruled=True)
        self._words = words
        self.hide()

    def show_parcels(self, parcels: Mapping[str, Parcel]) -> None:
        """Other parcels."""
        self.set_heading(self._words("ui_retours.in_hand", n=len(parcels)))
        mine = list(parcels.values())[-_MOST:]
        self.fill([(p.shop, self._words("ui_etageres.order", order=p.order)) for p in mine])
        self.setVisible(bool(parcels))


class NotesCard(Card):
    """A parcel, and what was written and photographed of it; hidden until one is shown."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        words.bind(self.set_heading, "ui_retours.card")
        self.customer = LineLabel(size=theme.LARGE, weight=theme.BOLD)
        self.whose = label(wraps=True)
        self.notes = label(role="strong", wraps=True)
        self.sight = QLabel()
        self.code = LineLabel(ink=theme.MUTED)
        for widget in (self.customer, self.whose, self.notes, self.sight, self.code):
            self.body.addWidget(widget)
        self.hide()

    def show_parcel(self, parcel: Parcel | None) -> None:
        """Another parcel, or none; its notes follow."""
        self.setVisible(parcel is not None)
        if parcel is not None:
            self.customer.setText(parcel.customer)
            self.whose.setText(whose(self._words, parcel))
            self.code.setText(codes.spell(parcel.id))
        self.show_notes(())

    def show_notes(self, notes: Sequence[Remark]) -> None:
        """What was written of it, and the newest picture."""
        said = [self._words("ui_retours.noted", what=note.kind, text=note.text) for note in notes if _is_shown(note)]
        self.notes.setText("\n".join(said))
        self.notes.setVisible(bool(said))
        pictures = [note.picture for note in notes if note.picture]
        self.sight.setVisible(bool(pictures))
        if pictures:
            self.sight.setPixmap(sight_of(pictures[-1], _SIGHT))


def _is_shown(note: Remark) -> bool:
    return note.kind in (RemarkKind.DAMAGE, RemarkKind.REFUSED)
