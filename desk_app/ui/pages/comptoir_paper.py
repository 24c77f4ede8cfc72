"""Handovers that were written down on paper while the counter was out of order: when they were."""

import re
from datetime import datetime, timedelta

from PySide6.QtCore import Signal

from desk_app.ui import theme
from desk_app.ui.forms import ChoiceField, Form, TextField
from desk_app.ui.session import Session
from desk_app.ui.widgets.labels import Card, label

_DAYS = ("today", "yesterday")
_TIME = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?|(\d{1,2})(\d{2})")


class PaperPanel(Card):
    """``begun`` gives the time, aware."""

    begun = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._words = session, session.words
        self.title = label(role="big", wraps=True)
        self.text = label(role="muted", wraps=True)
        self.day = ChoiceField("day", _DAYS)
        self.time = TextField("time", required=True)
        self.form = Form([self.day, self.time])
        self._add_widgets()
        self.form.submitted.connect(self.confirm)

    def _add_widgets(self) -> None:
        words = self._words
        words.bind(self.title.setText, "ui_handover.paper_title")
        words.bind(self.text.setText, "ui_handover.paper_text")
        words.bind(self.day.set_title, "ui_handover.paper_day")
        words.bind(self.time.set_title, "ui_handover.paper_time")
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.title, self.text, self.form):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        self.day.segments.set_texts([self._words(f"ui_handover.paper_{day}") for day in _DAYS])
        self.time.line.setPlaceholderText(self._words("ui_handover.paper_example"))

    def begin(self) -> None:
        """Ask when."""
        self.time.set_text("")
        self.day.choose("today")
        self.time.setFocus()

    def confirm(self) -> None:
        """Enter: from now on, when the time is one that has passed."""
        now = self._session.now().astimezone()
        at = time_of(self.time.text(), now - timedelta(days=_DAYS.index(str(self.day.value))))
        if at is None:
            self.time.set_wrong(self._words("ui_handover.paper_unreadable"))
        elif at > now:
            self.time.set_wrong(self._words("ui_handover.paper_future"))
        else:
            self.begun.emit(at)


def time_of(text: str, day: datetime) -> datetime | None:
    """``14:20``, ``14h20``, ``14h`` or ``1420`` on that local day; None when it is no time."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    if hour > 23 or minute > 59:
        return None
    bare = day.replace(hour=hour, minute=minute, second=0, microsecond=0, tzinfo=None)
    return bare.astimezone()
