"""What the counter's page shows: the band, the tiles or a panel, and the cards beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from desk_app.domain.lists import Handover
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Tone, Verdict
from desk_app.ui.cold_watch import ColdStrip
from desk_app.ui.page import Page
from desk_app.ui.pages import comptoir_tiles as view
from desk_app.ui.pages.comptoir_cards import PickupCard, RecentCard, TodayCard
from desk_app.ui.pages.comptoir_keys import PANELS, Mode
from desk_app.ui.pages.comptoir_needs import ChecklistCard
from desk_app.ui.pages.comptoir_others import Others
from desk_app.ui.pages.comptoir_paper import PaperPanel
from desk_app.ui.pages.comptoir_problem import Problems
from desk_app.ui.pages.comptoir_proxy import ProxyPanel
from desk_app.ui.pages.comptoir_search import SearchPanel
from desk_app.ui.pages.comptoir_serving import Serving
from desk_app.ui.pages.comptoir_undo import Undoing
from desk_app.ui.pages.comptoir_visit import Visit
from desk_app.ui.session import Session
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.prompt import Prompt
from desk_app.ui.widgets.scrolling import Deck
from desk_app.ui.widgets.tile_list import TileList


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence of the page's own for the band: ``ui_handover.<name>_title`` and ``_text``."""

    name: str
    args: Mapping[str, object]


class CounterView(Page):
    """Widgets and modes; what scans and keys do is in :class:`desk_app.ui.pages.comptoir.Comptoir`."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.mode = Mode.IDLE
        self.chosen = ""  # the parcel of the tile that was clicked, or that the arrows stand on
        self.serving = Serving(session)
        self.others = Others(session, self.serving)
        self.undoing = Undoing(session)
        self.problems = Problems(session)
        self._said: Answer | Hint | None = None  # what the band says
        self._also = ""  # which counters have the pickup open too
        self._handovers: tuple[Handover, ...] | None = None
        self._init_widgets()
        self._add_widgets()

    def _init_widgets(self) -> None:
        self.on_paper = Prompt("wait")
        self.cold = ColdStrip(self.session, self)
        self.idle = EmptyState("scan")
        self.tiles = TileList()
        self.search = SearchPanel(self.session)
        self.undo = self.undoing.panel
        self.proxy = ProxyPanel(self.words)
        self.problem = self.problems.panel
        self.paper = PaperPanel(self.session)
        self._stack = Deck()
        self.today = TodayCard(self.words)
        self.recent = RecentCard(self.words)
        self.pickup_card = PickupCard(self.words)
        self.checklist = ChecklistCard(self.words)
        self._spring = QWidget()

    def _add_widgets(self) -> None:
        self.words.bind(self.idle.set_title, "ui_comptoir.idle_title")
        self.words.bind(self.idle.set_sentence, "ui_comptoir.idle_text")
        self.main.addWidget(self.on_paper)
        self.main.addWidget(self.cold)
        self.main.addWidget(self._stack, 1)
        self._widgets: dict[Mode, QWidget] = {
            Mode.IDLE: self.idle,
            Mode.OPEN: self.tiles,
            Mode.ASK: self.serving.panel,
            Mode.SEARCH: self.search,
            Mode.UNDO: self.undo,
            Mode.PROXY: self.proxy,
            Mode.PROBLEM: self.problem,
            Mode.PAPER: self.paper,
        }
        for widget in self._widgets.values():
            self._stack.addWidget(widget)
        self.side.addWidget(self.today)
        self.side.addWidget(self.recent, 1)
        self.side.addWidget(self.pickup_card)
        self.side.addWidget(self.checklist)
        self.side.addWidget(self._spring, 1)

    @property
    def visit(self) -> Visit | None:
        """The customer at the counter."""
        return self.serving.visit

    # modes

    def show_mode(self, mode: Mode) -> None:
        """Bring that to the front of the main part."""
        before, self.mode = self.mode, mode
        self._stack.setCurrentWidget(self._widgets[mode])
        self.cold.set_wanted(mode is Mode.IDLE)
        is_open = self.visit is not None
        for card in (self.today, self.recent):
            card.setVisible(not is_open)
        self.pickup_card.setVisible(is_open)
        self._spring.setVisible(is_open)
        if not is_open:
            self.checklist.hide()
        if before is not mode and before not in (Mode.IDLE, Mode.OPEN):
            self.setFocus()
        self.others.follow()
        self.show_actions()

    def show_panel(self, mode: Mode) -> None:
        """A panel instead of the band and what is under it."""
        self.band.hide()
        self.show_mode(mode)

    @property
    def resting(self) -> Mode:
        """What is shown when no panel is."""
        if self.serving.is_asking:
            return Mode.ASK
        return Mode.OPEN if self.visit is not None else Mode.IDLE

    def back(self) -> None:
        """From a panel to what was there before it."""
        self.search.end()
        self.show_mode(self.resting)
        self.band.setVisible(self._said is not None)

    def resized(self) -> None:
        self.serving.panel.set_low(self.low)
        self.problem.set_low(self.low)
        self.show_actions()

    # what is said

    def show_answer(self, answer: Answer) -> None:
        """Band, tiles and keys of an answer; a question stays under it."""
        self.show_mode(self.resting)
        self.fill()
        self._say(answer)
        self.session.sound(answer)

    def hint(self, name: str, **args: object) -> None:
        """A sentence of the page's own; it is behind a panel, until that is put away."""
        self._say(Hint(name, args))
        self.band.setVisible(self.mode not in PANELS)
        self.session.play(Tone.LOOK)

    def say_nothing(self) -> None:
        """What the band said is over."""
        self._said = None
        self.clear_band()

    def _say(self, said: Answer | Hint) -> None:
        self._said = said
        self._write_band()
        self.show_actions()

    def _write_band(self) -> None:
        said = self._said
        if isinstance(said, Answer):
            self.show_band(said, *self._figure(said))
        elif said is not None:
            title, text = (self.words(f"ui_handover.{said.name}_{part}", **said.args) for part in ("title", "text"))
            self.band.show_answer(Tone.LOOK, title, text)

    def _figure(self, answer: Answer) -> tuple[str, str]:
        """What stands large at the band's right: where a stranger's parcel belongs, or how far the visit is."""
        shelf = answer.args.get("shelf")
        if answer.verdict in (Verdict.WRONG_PARCEL, Verdict.UNDONE) and shelf:
            return str(shelf), self.words("ui_comptoir.put_back")
        if self.visit is None or answer.verdict is Verdict.DATABASE_OFFLINE:
            return "", ""
        done = len(self.visit.given)
        whole = done + len(self.serving.left())
        return (f"{done} / {whole}", self.words("ui_comptoir.handed_over", n=done)) if whole else ("", "")

    # what is shown

    def fill(self) -> None:
        """Tiles and cards of the open visit."""
        visit = self.visit
        if visit is None:
            return
        texts, now = self.words.texts, self.session.now()
        self.tiles.set_footer(view.elsewhere(texts, visit.pickup))
        self.tiles.fill(view.tiles(texts, visit.parcels, now, self.chosen, visit.taken))
        self.pickup_card.show_pickup(visit.pickup, visit.seen.proxy, visit.others)
        self.checklist.show_visit(visit)
        self._note_others(self.pickup_card.others.text())

    def _note_others(self, said: str) -> None:
        """Where the card is out of sight, the status bar says it once."""
        if self.narrow and said and said != self._also:
            self.session.note(said.replace("\n", " · "))
        self._also = said

    def show_recent(self, handovers: tuple[Handover, ...]) -> None:
        """The last handovers."""
        self._handovers = handovers
        self.recent.show_handovers(handovers)

    def write_paper(self) -> None:
        """The strip that says that what is scanned was handed over on paper."""
        at = self.serving.paper_at
        self.on_paper.setVisible(at is not None)
        if at is not None:
            self.on_paper.ask(self.words("ui_handover.on_paper_title", at=at), self.words("ui_handover.on_paper_text"))

    def retranslate(self) -> None:
        """Write anew what is not bound."""
        for panel in (self.search, self.undo, self.proxy, self.problem, self.paper, self.serving.panel):
            panel.retranslate()
        self.today.show_totals(self.session.totals)
        if self._handovers is not None:
            self.recent.show_handovers(self._handovers)
        self.fill()
        self.write_paper()
        if self._said is not None:
            self._write_band()
            self.band.setVisible(self.mode not in PANELS)
