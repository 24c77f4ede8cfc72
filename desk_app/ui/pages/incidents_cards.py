"""Incidents as rows of a list; the one that is marked: what to do, what happened in its order, how it was solved."""

from functools import partial
from operator import itemgetter

from PySide6.QtCore import Signal

from desk_app import wording
from desk_app.domain.incidents import Incident
from desk_app.domain.values import Answer, JournalEntry
from desk_app.ui import theme
from desk_app.ui.forms import Field
from desk_app.ui.pages.reglages_fields import FormCard
from desk_app.ui.widgets.choices import CalmField
from desk_app.ui.widgets.labels import LineLabel, label
from desk_app.ui.widgets.two_lines import TwoLineList, TwoLines
from desk_app.ui.words import Words
from desk_app.wording import sentence

_MOST = 6  # lines of the journal


def described(words: Words, incident: Incident) -> TwoLines:
    """An incident as a row of the list."""
    chip = f"{incident.counter} · {words.texts.when(incident.at)}"
    return TwoLines(title(words, incident), chip, "amber", (wording.incident_sentence(words.texts, incident),))


def title(words: Words, incident: Incident) -> str:
    """What became of it, and whose it is."""
    return " · ".join(filter(None, (wording.incident_title(words.texts, incident), incident.customer)))


def incident_list(words: Words) -> TwoLineList:
    """A list of incidents."""
    return TwoLineList(partial(described, words), lambda incident: incident.id)


def story(words: Words, incident: Incident) -> list[tuple[str, str]]:
    """What happened in its order: when and what, and who did it where."""
    texts = words.texts
    known = [
        (entry.at, texts(f"ui_journee.verdict_{entry.verdict}"), _which(words, incident, entry))
        for entry in incident.known[-_MOST:]
    ]
    key = f"ui_incidents.did_{incident.action}"
    did = texts(key if texts.has(key) else "ui_incidents.did_other")
    done = (incident.at, texts("ui_incidents.alone", did=did), wording.who(incident.clerk, incident.counter))
    found = (incident.found_at, texts("ui_incidents.found"), texts(f"ui_journee.verdict_{incident.verdict}"))
    return [(f"{texts.when(at)}  {what}", who) for at, what, who in (*sorted([*known, done], key=itemgetter(0)), found)]


def _which(words: Words, incident: Incident, entry: JournalEntry) -> str:
    """Who did it, and with which of several parcels."""
    by = wording.who(entry.clerk, entry.counter)
    parcel = next((p for p in incident.parcels if p.id == entry.parcel), None)
    if parcel is None or len(incident.parcels) < 2:
        return by
    return f"{by} · {wording.incident_parcel(words.texts, parcel)}"


def details(words: Words, incident: Incident) -> str:
    """What the clerk had said, a line each."""
    pairs = wording.incident_details(words.texts, incident)
    return "\n".join(words("ui_incidents.detail", name=name, value=value) for name, value in pairs)


class IncidentCard(FormCard):
    """What became of the marked one and what to do, with what the clerk had said."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.title = label(role="strong", wraps=True)
        self.sentence = label(wraps=True)
        self.standing = label(role="small", wraps=True)
        self.details = label(role="small", wraps=True)
        words.bind(self.set_heading, "ui_incidents.card")
        for widget in (self.title, self.sentence, self.standing, self.details):
            self.body.addWidget(widget)
        self.hide()

    def show_incident(self, incident: Incident | None) -> None:
        """Another one, or none."""
        if incident is None:
            self.hide()
            return
        self.title.setText(title(self._words, incident))
        self.sentence.setText(wording.incident_sentence(self._words.texts, incident))
        self.standing.setText("\n".join(wording.incident_standing(self._words.texts, incident)))
        self.details.setText(details(self._words, incident))
        for widget in (self.standing, self.details):
            widget.setVisible(bool(widget.text()))


class StoryCard(FormCard):
    """What happened in its order."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.lines: list[tuple[LineLabel, LineLabel]] = []
        words.bind(self.set_heading, "ui_incidents.story")
        self.body.setSpacing(0)
        self.hide()

    def show_incident(self, incident: Incident | None) -> None:
        """Another one, or none."""
        said = story(self._words, incident) if incident is not None else []
        while len(self.lines) < len(said):
            self._add_line()
        for (what, who), texts in zip(self.lines, [*said, *[("", "")] * (len(self.lines) - len(said))], strict=True):
            for line, text in zip((what, who), texts, strict=True):
                line.setText(text)
                line.setVisible(bool(text))

    def _add_line(self) -> None:
        what, who = LineLabel(weight=theme.SEMIBOLD), LineLabel(size=theme.SMALL, ink=theme.MUTED)
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(what)
        self.body.addWidget(who)
        self.lines.append((what, who))


class SolvePanel(FormCard):
    """Asks how an incident was solved; ``confirmed`` gives it and what was typed."""

    confirmed = Signal(object, str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.incident: Incident | None = None
        self.title = LineLabel(size=theme.TITLE, weight=theme.BOLD)
        self.what = label(wraps=True)
        self.line = CalmField(300)
        self.field = Field("how", self.line)
        self._add_widgets()
        self.line.returnPressed.connect(self.confirm)
        self.line.textChanged.connect(self._on_text)

    def _add_widgets(self) -> None:
        self._words.bind(self.set_heading, "ui_incidents.solve_heading")
        self._words.bind(self.field.set_title, "ui_incidents.how")
        self._words.bind(self.field.set_hint, "ui_incidents.how_hint")
        self.body.setSpacing(theme.GAP_SMALL)
        for widget in (self.title, self.what, self.field):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def begin(self, incident: Incident) -> None:
        """Ask about this one."""
        self.incident = incident
        self.line.clear()
        self.retranslate()

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        if self.incident is not None:
            self.title.setText(title(self._words, self.incident))
            texts, one = self._words.texts, self.incident
            said = wording.incident_sentence(texts, one), *wording.incident_standing(texts, one)
            self.what.setText("\n".join(filter(None, (*said, details(self._words, one)))))

    @property
    def text(self) -> str:
        """What was typed."""
        return " ".join(self.line.text().split())

    def _on_text(self, _text: str) -> None:
        if self.field.wrong:
            self.field.set_wrong("")
        self.field.changed.emit()

    def refuse(self, answer: Answer) -> None:
        """Say what is missing."""
        self.field.set_wrong(sentence(self._words.texts, answer))
        self.field.setFocus()

    def confirm(self) -> None:
        """Enter: solved, when it is said how."""
        if self.incident is not None and self.text:
            self.confirmed.emit(self.incident, self.text)
