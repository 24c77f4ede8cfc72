"""What stands in the place of the list or above it: mending an address, and that no mail server is set up."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desk_app.domain.messages import Listed
from desk_app.domain.values import Answer
from desk_app.ui import theme
from desk_app.ui.forms import TextField
from desk_app.ui.pages.messages_rows import kind, why
from desk_app.ui.pages.reglages_fields import FormCard
from desk_app.ui.widgets.key_button import KeyButton
from desk_app.ui.widgets.labels import Card, LineLabel, label
from desk_app.ui.words import Words
from desk_app.wording import sentence


class AddressPanel(FormCard):
    """``confirmed`` gives the message's id and where it shall go to, as it was typed."""

    confirmed = Signal(str, str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.listed: Listed | None = None
        self.name = LineLabel(size=theme.TITLE, weight=theme.BOLD)
        self.what = LineLabel(ink=theme.MUTED)
        self.why = label(role="muted", wraps=True)
        self.field = TextField("address")
        self._add_widgets()
        self.field.line.returnPressed.connect(self.confirm)

    def _add_widgets(self) -> None:
        self._words.bind(self.set_heading, "ui_messages.mend_heading")
        self._words.bind(self.field.set_title, "ui_messages.address")
        self._words.bind(self.field.set_hint, "ui_messages.address_hint")
        self.field.line.setMaxLength(200)
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.name, self.what, self.field, self.why):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def begin(self, listed: Listed) -> None:
        """Ask where this one goes to."""
        self.listed = listed
        self.field.set_text(listed.address or "")
        self.field.line.selectAll()
        self.retranslate()
        self.field.setFocus()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        if self.listed is not None:
            self.name.setText(self.listed.name)
            self.what.setText(kind(self._words, self.listed))
            self.why.setText(why(self._words, self.listed))
            self.why.setVisible(bool(self.why.text()))

    def refuse(self, answer: Answer) -> None:
        """Say that this is no address."""
        self.field.set_wrong(sentence(self._words.texts, answer))
        self.field.setFocus()

    def confirm(self) -> None:
        """Enter: send it there."""
        if self.listed is not None and self.field.text():
            self.confirmed.emit(self.listed.message.id, self.field.text())


class NoServerStrip(Card):
    """No mail server is set up: one calm sentence, and the key to the settings."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.text = LineLabel()
        self.button = KeyButton()
        self.button.set_cap("F10")
        words.bind(self.button.setText, "ui_messages.set_up")
        self.body.setContentsMargins(18, 8, 12, 8)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.text, 1)
        row.addWidget(self.button)
        self.button.setSizePolicy(self.button.sizePolicy().Policy.Maximum, self.button.sizePolicy().Policy.Fixed)
        self.body.addLayout(row)
        self.set_narrow(narrow=False)
        self.hide()

    def set_narrow(self, *, narrow: bool) -> None:
        """Fewer words where the window is narrow."""
        self._words.bind(self.text.setText, "ui_messages.no_server_short" if narrow else "ui_messages.no_server")
