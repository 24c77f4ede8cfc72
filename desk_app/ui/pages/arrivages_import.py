"""Taking a shop's order file in: choose it, look at what it would come to, enter it, see what was refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import Enum
from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout, QWidget

from desk_app.domain.values import Answer, Reason, Shop
from desk_app.domain.verdicts import Verdict
from desk_app.store.errors import DatabaseOffline
from desk_app.ui import theme
from desk_app.ui.background import Lane
from desk_app.ui.forms import Form, TextField
from desk_app.ui.pages.arrivages_issues import ReportView
from desk_app.ui.pages.arrivages_reading import Preview, Written, enter, look_into, save_refused
from desk_app.ui.save_as import has_screen, save_as
from desk_app.ui.session import Change, Session, offline_answer
from desk_app.ui.shop_field import ShopField
from desk_app.ui.widgets.action_bar import ENTER, ESCAPE, Action
from desk_app.ui.widgets.empty_state import EmptyState
from desk_app.ui.widgets.labels import Card, label

_LONGEST_STEM = 60  # so that the name stays within 255 bytes in every script


class Stage(Enum):
    """How far the file is."""

    CHOOSE = "choose"
    READING = "reading"
    PREVIEW = "preview"
    ENTERING = "entering"
    DONE = "done"
    STOPPED = "stopped"  # by the clerk or by the database; some orders may be in


class ImportPanel(QWidget):
    """Reads and writes on the bulk lane; the counter is never kept waiting by it."""

    answered = Signal(object)  # Answer
    changed = Signal()  # other keys
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.words = session, session.words
        self.stage = Stage.CHOOSE
        self.preview: Preview | None = None
        self._progress = (0, 0)
        self._stop = Event()
        self._init_widgets()
        self._add_widgets()
        self._connect_signals()

    def _init_widgets(self) -> None:
        self.shop = ShopField()
        self.file = TextField("file", required=True)
        self.form = Form([self.shop, self.file])
        self.card = Card()
        self._what = label(role="muted", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.report = ReportView(self.words)
        self.drop = EmptyState("arrivages", framed=False)
        self._spring = QWidget()

    def _add_widgets(self) -> None:
        self.card.body.setSpacing(theme.GAP)
        for widget in (self._what, self.form, self.bar):
            self.card.body.addWidget(widget)
        self.card.body.addWidget(self.report, 1)
        self.card.body.addWidget(self.drop, 1)
        self.card.body.addWidget(self._spring, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card, 1)

    def _connect_signals(self) -> None:
        self.form.submitted.connect(self.look)
        self.shop.taken.connect(lambda _shop: self.file.setFocus())

    # from outside

    def open(self, shop: Shop | None = None, file: Path | None = None) -> None:
        """Ask for a shop and a file; what is under way goes on."""
        if self.is_busy:
            return
        if file is not None:
            self.file.set_text(str(file))
        if shop is not None and not self.shop.text():
            self.shop.set_text(shop.name)
        self._show_stage(Stage.CHOOSE)
        (self.form.missing() or self.file).setFocus()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read or entered."""
        return self.stage in {Stage.READING, Stage.ENTERING}

    def keys(self, narrow: bool = False) -> list[Action]:
        """What the keys do at this stage, in fewer words where there is less room."""
        short = "_short" if narrow else ""
        refused = bool(self.preview and self.preview.report.refused)
        save = [Action("F6", f"ui_arrivages.import_save{short}", self.save)] if refused else []
        close = Action(ESCAPE, "ui_arrivages.close", self.close_panel)
        if self.stage is Stage.CHOOSE:
            browse = [Action("F9", f"ui_arrivages.import_browse{short}", self.browse)] if has_screen() else []
            return [Action(ENTER, f"ui_arrivages.import_read{short}", self.form.go_on, primary=True), *browse, close]
        if self.stage is Stage.PREVIEW:
            return [self._enter_key(short), *save, Action(ESCAPE, f"ui_arrivages.import_drop{short}", self.open)]
        if self.stage is Stage.DONE:
            done = Action(ENTER, "ui_arrivages.import_done", self.close_panel, primary=True)
            return [done, *save, replace(close, shown=False)]
        if self.stage is Stage.STOPPED:
            return [Action(ENTER, "ui_arrivages.import_go_on", self.enter, primary=True), close]
        return [Action(ESCAPE, "ui_arrivages.stop", self.stop)]

    def _enter_key(self, short: str) -> Action:
        n = self.preview.orders if self.preview else 0
        text = f"ui_arrivages.import_enter{short}"
        return Action(ENTER, text, self.enter, primary=True, enabled=n > 0, args={"n": n})

    # steps

    def browse(self) -> None:
        """The system's own dialog, which keeps nobody waiting."""
        dialog = QFileDialog(self, self.words("ui_arrivages.import_browse"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.open(file=Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def look(self) -> None:
        """Read the file, and count what entering it would come to."""
        shop = self.shop.shop
        if not self.session.is_open:
            return
        if shop is None:
            self.form.show_wrong("shop", self.words("ui_arrivages.wrong_shop"))
            return
        self.form.clear_wrong()
        desk, file, is_stopped = self.session.desk(), Path(self.file.text()).expanduser(), self._begin(Stage.READING)
        self.session.door.ask_long(
            lambda work: look_into(desk, shop, file, work.progress, lambda: is_stopped() or work.cancelled),
            self._show_preview,
            self._on_failed,
            self._show_progress,
            Lane.BULK,
        )

    def enter(self) -> None:
        """Enter what was looked at."""
        preview = self.preview
        if preview is None or self.is_busy:
            return
        desk, is_stopped = self.session.desk(), self._begin(Stage.ENTERING)
        self.session.door.ask_long(
            lambda work: enter(desk, preview, work.progress, lambda: is_stopped() or work.cancelled),
            self._show_written,
            self._on_failed,
            self._show_progress,
            Lane.BULK,
        )

    def stop(self) -> None:
        """Stop at the next safe point; what is in stays in."""
        self._stop.set()

    def save(self) -> None:
        """Save the refused rows for the shop: where the clerk says, or beside the file where no dialog can ask."""
        if self.preview is None:
            return
        stem = self.preview.file.stem[:_LONGEST_STEM]
        name = self.preview.file.with_name(self.words("ui_arrivages.csv_name", name=stem))
        save_as(self, self.words("ui_arrivages.import_save"), name, self._save_as)

    def close_panel(self) -> None:
        """Put the completion away, or go back to the list; the next file starts anew."""
        if self.shop.completer.hide():
            return
        self.preview = None
        self.file.set_text("")
        self.stage = Stage.CHOOSE
        self.closed.emit()

    # what came of it

    def _begin(self, stage: Stage) -> Callable[[], bool]:
        stop = self._stop = Event()
        self._progress = (0, 0)
        self._show_stage(stage)
        return stop.is_set

    def _show_progress(self, done: int, total: int) -> None:
        self._progress = (done, total)
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if self.stage is Stage.ENTERING:
            self._write_what()

    def _show_preview(self, outcome: Preview | Reason | None) -> None:
        self.preview = outcome if isinstance(outcome, Preview) else None
        if self.preview is not None:
            self.report.show_report(self.preview.report)
        self._show_stage(Stage.PREVIEW if self.preview else Stage.CHOOSE)
        if isinstance(outcome, Reason):
            self.file.setFocus()
            self.answered.emit(Answer(Verdict.IMPORT_REFUSED, {"reason": outcome}))

    def _show_written(self, written: Written) -> None:
        self._show_stage(Stage.DONE if written.is_whole else Stage.STOPPED)
        assert self.preview is not None
        report = replace(written.report, refused=self.preview.report.refused, warnings=self.preview.report.warnings)
        if written.is_whole:
            self.report.show_report(report)
            counts = {name: getattr(report, name) for name in ("new", "changed", "identical", "cancelled")}
            self.answered.emit(Answer(Verdict.IMPORTED, {**counts, "refused": len(report.refused)}))
        else:
            self.answered.emit(Answer(Verdict.IMPORT_STOPPED, {"done": written.done, "total": written.total}))
        self.session.tell_changed(Change.PARCELS)

    def _on_failed(self, error: Exception) -> None:
        was_entering = self.stage is Stage.ENTERING
        self._show_stage(Stage.STOPPED if was_entering else Stage.CHOOSE)
        if isinstance(error, DatabaseOffline):
            self.answered.emit(offline_answer(error))

    def _save_as(self, file: str) -> None:
        preview, texts = self.preview, self.words.texts
        if preview is not None:
            self.session.door.ask(
                lambda: save_refused(preview.report.refused, texts, Path(file)), self._tell_saved, lane=Lane.BULK
            )

    def _tell_saved(self, file: Path) -> None:
        self.session.note(self.words("ui_arrivages.csv_saved", file=file.name))

    # words

    def retranslate(self) -> None:
        """Write everything anew."""
        self.shop.set_title(self.words("ui_arrivages.field_shop"))
        self.file.set_title(self.words("ui_arrivages.field_file"))
        self.drop.set_title(self.words("ui_arrivages.drop_title"))
        self.drop.set_sentence(self.words("ui_arrivages.drop_text"))
        self.report.write()
        self._write_what()

    def _show_stage(self, stage: Stage) -> None:
        self.stage = stage
        self.form.setVisible(stage is Stage.CHOOSE)
        self.bar.setVisible(self.is_busy)
        self.bar.setValue(0)
        shows_report = stage in {Stage.PREVIEW, Stage.DONE}
        self.report.setVisible(shows_report)
        self.drop.setVisible(stage is Stage.CHOOSE)
        self._spring.setVisible(stage is not Stage.CHOOSE and not (shows_report and self.report.has_issues))
        self._write_what()
        if stage is not Stage.CHOOSE:
            self.report.list.setFocus() if shows_report else self.setFocus()
        self.changed.emit()

    def _write_what(self) -> None:
        name, words = self.stage.value, self.words
        file = self.preview.file.name if self.preview else Path(self.file.text()).name
        shop = self.preview.shop.name if self.preview else self.shop.text()
        done, total = map(words.texts.count, self._progress)
        self.card.set_heading(words(f"ui_arrivages.import_{name}_title", file=file, shop=shop))
        self._what.setText(words(f"ui_arrivages.import_{name}_text", file=file, shop=shop, done=done, total=total))
