"""Messages as rows of a list, and the one that is marked on its card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desk_app.domain import codes
from desk_app.domain.messages import Listed, MessageState
from desk_app.domain.people import national_phone
from desk_app.ui import theme
from desk_app.ui.pages.reglages_fields import FormCard
from desk_app.ui.widgets.chip import Chip
from desk_app.ui.widgets.labels import LineLabel, label
from desk_app.ui.widgets.two_lines import TwoLineList, TwoLines
from desk_app.ui.words import Words
from desk_app.wording import reason

_TONES = {
    MessageState.SENDING: "blue",
    MessageState.HANDING: "blue",
    MessageState.PERHAPS: "amber",
    MessageState.FAILED: "red",
    MessageState.SENT: "green",
}


def kind(words: Words, listed: Listed) -> str:
    """What it says, in a word or two."""
    return words(f"messages.kind_{listed.message.kind.value}")


def standing(words: Words, listed: Listed) -> tuple[str, str]:
    """How a message stands, and the tone of its chip."""
    message = listed.message
    if message.state is MessageState.WAITING and message.attempts and message.next_try_at:
        return words("prints.state_again", at=message.next_try_at), "amber"
    return words(f"messages.state_{message.state.value}"), _TONES.get(message.state, "plain")


def where(words: Words, listed: Listed) -> str:
    """Where it goes to."""
    return national_phone(listed.address) if listed.address else words("messages.nowhere")


def when(words: Words, listed: Listed) -> str:
    """When it was sent, or since when it is to be."""
    message = listed.message
    return words.texts.when(message.sent_at or message.made_at)


def why(words: Words, listed: Listed) -> str:
    """Why it is not sent, and what to do; empty while nothing is in its way."""
    trouble = listed.message.trouble
    return reason(words.texts, trouble) if trouble and listed.message.state is not MessageState.SENT else ""


class MessageList(TwoLineList):
    """The messages."""

    dropped = Signal()  # the key that deletes

    def __init__(self, words: Words) -> None:
        self._words = words
        super().__init__(self._describe, lambda listed: str(listed.message.id))

    def _describe(self, listed: Listed) -> TwoLines:
        words = self._words
        title = f"{listed.name} · {kind(words, listed)}"
        below = (when(words, listed), where(words, listed), why(words, listed))
        return TwoLines(title, *standing(words, listed), below=below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class MessageCard(FormCard):
    """The message that is marked, with all that is to be known of it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.name = LineLabel(weight=theme.SEMIBOLD)
        self.state = Chip()
        self.kind, self.where, self.when = LineLabel(), LineLabel(), LineLabel()
        self.why = label(wraps=True)
        words.bind(self.set_heading, "ui_messages.card")
        for widget in (self.name, self.state, self.kind, self.where, self.when, self.why):
            self.body.addWidget(widget)
        self.hide()

    def show_message(self, listed: Listed | None) -> None:
        """Another one, or none."""
        self.setVisible(listed is not None)
        if listed is None:
            return
        words = self._words
        self.name.setText(listed.name)
        self.state.set(*standing(words, listed))
        code = codes.spell(listed.code) if listed.code else ""
        self.kind.setText(" · ".join(filter(None, (kind(words, listed), code))))
        self.where.setText(where(words, listed))
        is_sent = listed.message.state is MessageState.SENT
        self.when.setText(words("ui_messages.sent_at" if is_sent else "ui_messages.made_at", at=when(words, listed)))
        self.why.setText(why(words, listed))
        self.why.setVisible(bool(self.why.text()))
