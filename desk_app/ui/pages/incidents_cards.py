"""Incidents as rows of a list; the one that is marked: what to do, what happened in its order, how it was solved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import Signal

from desk_app import wording
from desk_app.domain.incidents import Incident
from desk_app.domain.values import Answer
from desk_app.i18n import Texts
from desk_app.ui import theme
from desk_app.ui.forms import Field
from desk_app.ui.pages.reglages_fields import FormCard
from desk_app.ui.widgets.choices import CalmField
from desk_app.ui.widgets.labels import LineLabel, label
from desk_app.ui.widgets.two_lines import TwoLineList, TwoLines
from desk_app.ui.words import Words
from desk_app.wording import sentence

_MOST = 6  # things that the journal tells


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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lines that belong together, the second in a colour."""

    first: str
    second: str
    ink: str = theme.MUTED


def story(words: Words, incident: Incident | None) -> list[Pair]:
    """What happened in its order: when and what, and who did it where."""
    if incident is None:
        return []
    texts = words.texts
    key = f"ui_incidents.did_{incident.action}"
    did = texts(key if texts.has(key) else "ui_incidents.did_other")
    done = (incident.at, texts("ui_incidents.alone", did=did), wording.who(incident.clerk, incident.counter))
    found = (incident.found_at, texts("ui_incidents.found"), texts(f"ui_journee.verdict_{incident.verdict}"))
    told = (*sorted([*_known(texts, incident)[-_MOST:], done], key=itemgetter(0)), found)
    return [Pair(f"{texts.when(at)}  {what}", who) for at, what, who in told]


def _known(texts: Texts, incident: Incident) -> list[tuple[datetime, str, str]]:
    """When what was done by whom, as the hub knows it; what was done with some of the parcels only says with which."""
    known = []
    for (at, verdict, who), entries in groupby(
        incident.known, lambda e: (e.at, e.verdict, wording.who(e.clerk, e.counter))
    ):
        ids = {entry.parcel for entry in entries}
        names = [wording.piece(texts, p) for p in incident.parcels if p.id in ids]
        said = [who] if len(names) == len(incident.parcels) else [*names, who]
        known.append((at, texts(f"ui_journee.verdict_{verdict}"), " · ".join(said)))
    return known


def standing(words: Words, incident: Incident | None) -> list[Pair]:
    """How each of several parcels stands now; those that were in the way strike the eye."""
    if incident is None or len(incident.parcel_ids) < 2:
        return []
    left = {parcel.id for parcel in incident.left}
    said = zip(incident.parcel_ids, wording.incident_standing(words.texts, incident), strict=True)
    return [Pair(name, state, theme.MUTED if one in left else theme.AMBER_INK) for one, (name, state) in said]


def what_to_do(words: Words, incident: Incident) -> str:
    """What happened and what to do; with parcels left behind, that too."""
    said = wording.incident_sentence(words.texts, incident), wording.incident_left(words.texts, incident)
    return "\n\n".join(filter(None, said))


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
        self.details = label(role="small", wraps=True)
        words.bind(self.set_heading, "ui_incidents.card")
        for widget in (self.title, self.sentence, self.details):
            self.body.addWidget(widget)
        self.hide()

    def show_incident(self, incident: Incident | None) -> None:
        """Another one, or none."""
        if incident is None:
            self.hide()
            return
        self.title.setText(title(self._words, incident))
        self.sentence.setText(what_to_do(self._words, incident))
        self.details.setText(details(self._words, incident))
        self.details.setVisible(bool(self.details.text()))


class LinesCard(FormCard):
    """Pairs of lines, one above the other."""

    def __init__(self, words: Words, heading: str) -> None:
        super().__init__()
        self.lines: list[tuple[LineLabel, LineLabel]] = []
        self.has_pairs = False
        words.bind(self.set_heading, heading)
        self.body.setSpacing(0)
        self.hide()

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Other ones, or none."""
        self.has_pairs = bool(pairs)
        while len(self.lines) < len(pairs):
            self._add_line()
        for lines, pair in zip(self.lines, [*pairs, *[Pair("", "")] * (len(self.lines) - len(pairs))], strict=True):
            for line, text in zip(lines, (pair.first, pair.second), strict=True):
                line.setText(text)
                line.setVisible(bool(text))
            lines[1].set_ink(pair.ink)

    def _add_line(self) -> None:
        first, second = LineLabel(weight=theme.SEMIBOLD), LineLabel(size=theme.SMALL)
        self.body.addSpacing(theme.GAP_SMALL)
        self.body.addWidget(first)
        self.body.addWidget(second)
        self.lines.append((first, second))


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
            said = what_to_do(self._words, self.incident), details(self._words, self.incident)
            self.what.setText("\n\n".join(filter(None, said)))

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
