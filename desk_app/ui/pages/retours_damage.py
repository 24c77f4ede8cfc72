"""What is broken: a note, a picture, and whether the parcel goes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from desk_app.domain.values import Parcel
from desk_app.ui import theme
from desk_app.ui.pages.damage_picture import DamagePicture
from desk_app.ui.pages.etageres_content import whose
from desk_app.ui.session import Session
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.choices import CalmField
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.widgets.segments import Segments

_MOST_NOTE = 300


class DamagePanel(Card):
    """``confirmed`` gives the parcel's id, the note, the picture as a JPEG or None, and whether it goes back.

    ``changed`` when its keys may have changed: ask :meth:`keys` then.
    """

    confirmed = Signal(str, str, object, bool)
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._words = session.words
        self.parcel: Parcel | None = None
        self._init_widgets(session)
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self, session: Session) -> None:
        self.title = LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD)
        self.what = label(role="muted", wraps=True)
        self.field = CalmField(_MOST_NOTE)
        self.fate = Segments()
        self.photo = DamagePicture(session)

    def _add_widgets(self) -> None:
        self._words.bind(self.set_heading, "ui_retours.damage_heading")
        self._words.bind(self.field.setPlaceholderText, "ui_retours.damage_note")
        self._words.bind(self.field.setAccessibleName, "ui_retours.damage_note")
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.title, self.what, self.field, self.fate, self.photo):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _connect_signals(self) -> None:
        self.photo.changed.connect(self.changed)
        self.field.textChanged.connect(self.changed)
        self.field.returnPressed.connect(self.confirm)

    def begin(self, parcel: Parcel) -> None:
        """Ask what is broken of this parcel; takes the keys."""
        self.parcel = parcel
        self.field.clear()
        self.fate.pick(0)
        self.photo.begin()
        self.retranslate()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.fate.set_texts([self._words("ui_retours.damage_stays"), self._words("ui_retours.damage_goes_back")])
        if self.parcel is not None:
            self.title.setText(self.parcel.customer)
            self.what.setText(whose(self._words, self.parcel))
        self.photo.retranslate()

    @property
    def note(self) -> str:
        """What is broken; empty while nothing is said."""
        text = " ".join(self.field.text().split())
        return text if any(char.isalpha() for char in text) else ""

    def keys(self, back: Callable[[], object]) -> list[Action]:
        """Its keys; ``back`` leaves it."""
        return [
            Action(ENTER, "ui_retours.damage_confirm", self.confirm, primary=True, enabled=bool(self.note)),
            *self.photo.keys("F4"),
            Action(ESCAPE, "ui_retours.back", back),
        ]

    def confirm(self) -> None:
        """Enter: note it, when something is said and no picture is still being read."""
        if self.parcel is not None and self.note and not self.photo.is_reading:
            self.confirmed.emit(self.parcel.id, self.note, self.photo.picture, self.fate.place == 1)
