"""Somebody comes in the customer's place: who, in one line."""

from PySide6.QtCore import Signal

from desk_app.ui import theme
from desk_app.ui.widgets.choices import CalmField
from desk_app.ui.widgets.labels import Card, label
from desk_app.ui.words import Words


class ProxyPanel(Card):
    """``named`` gives who came; empty is the customer."""

    named = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._customer = self._told = ""
        self.title = label(role="big", wraps=True)
        self.text = label(role="muted", wraps=True)
        self.field = CalmField()
        self.field.setProperty("role", "large")
        self.field.returnPressed.connect(self.confirm)
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.title, self.text, self.field):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def begin(self, customer: str, told: str, proxy: str) -> None:
        """Ask who comes for ``customer``; ``told`` was named beforehand, ``proxy`` is who was noted before."""
        self._customer, self._told = customer, told
        self.field.setText(proxy or told)
        self.field.selectAll()
        self.field.setFocus()
        self.retranslate()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        words = self._words
        self.title.setText(words("ui_handover.proxy_title", customer=self._customer))
        key = "ui_handover.proxy_told" if self._told else "ui_handover.proxy_text"
        self.text.setText(words(key, name=self._told))
        self.field.setPlaceholderText(words("ui_handover.proxy_placeholder"))

    def confirm(self) -> None:
        """Enter."""
        self.named.emit(" ".join(self.field.text().split()))
