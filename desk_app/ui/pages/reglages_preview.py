"""A message as it will be read: its subject, the mail, and the short message with what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from desk_app.ui import theme
from desk_app.ui.widgets.labels import LineLabel, label
from desk_app.ui.words import Words

if TYPE_CHECKING:
    from desk_app.messages.render import Rendered

_LEAST_HEIGHT = 140


class Preview(QWidget):
    """Filled in with a demonstration customer or shop; nothing of it is sent, and its links lead nowhere."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("plain")
        self._words = words
        self._shown: Rendered | None = None
        self.heading = label(role="heading")
        self.subject = LineLabel(weight=theme.SEMIBOLD)
        self.mail = QTextBrowser()
        self.length = label(role="small")
        self.sms = label(wraps=True)
        self._add_widgets()

    def _add_widgets(self) -> None:
        self._words.bind(self.heading.setText, "ui_texts.preview")
        self.mail.setOpenLinks(False)
        self.mail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.mail.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.mail.setMinimumHeight(_LEAST_HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_SMALL)
        for widget in (self.heading, self.subject, self.mail, self.length, self.sms):
            column.addWidget(widget, 1 if widget is self.mail else 0)

    def show_message(self, shown: Rendered) -> None:
        """Another one; how far it was scrolled stays."""
        self._shown = shown
        before = self.mail.verticalScrollBar().value()
        self.subject.setText(shown.subject)
        self.mail.setHtml(shown.html)
        self.mail.verticalScrollBar().setValue(before)
        self.sms.setText(shown.sms)
        self.retranslate()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        if self._shown is not None:
            letters, n = len(self._shown.sms), self._shown.sms_count
            self.length.setText(self._words("ui_texts.sms_length", letters=letters, n=n))
