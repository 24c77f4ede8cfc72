"""Print jobs as a list: what, since when, how it stands, and why it is not out."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk_app.domain.prints import PERHAPS_OUT, TO_FILE, TO_PRINTER, PrintJob, PrintState
from desk_app.ui import painting, theme
from desk_app.ui.words import Words
from desk_app.wording import reason

JOB = Qt.ItemDataRole.UserRole
ROW = 62
Index = QModelIndex | QPersistentModelIndex


def what(words: Words, job: PrintJob) -> str:
    """What a job prints, and how much of it is out."""
    name = words(f"prints.kind_{job.kind.value}", n=len(job.subjects))
    return f"{name} · {words('prints.out', n=job.printed)}" if job.printed else name


def standing(words: Words, job: PrintJob) -> tuple[str, str]:
    """How a job stands in a word or two, and the tone of its chip."""
    if job.needs_look:
        is_unsure = job.reason is not None and job.reason.key == PERHAPS_OUT
        return words("prints.state_unsure" if is_unsure else "prints.state_stopped"), "amber"
    if job.state is PrintState.WAITING and job.next_try_at is not None:
        return words("prints.state_again", at=job.next_try_at), "amber"
    tone = {PrintState.SENDING: "blue", PrintState.FAILED: "red"}.get(job.state, "plain")
    return words(f"prints.state_{job.state.value}"), tone


def why(words: Words, job: PrintJob) -> str:
    """Why it is not out, and what to do; empty while it is on its way."""
    return reason(words.texts, job.reason) if job.reason else ""


def where(words: Words, job: PrintJob) -> str:
    """Who asked for it and when, and where it goes when that is not the counter's printer."""
    is_file = job.destination == TO_FILE
    place = words("prints.to_file") if is_file else job.destination.removeprefix(TO_PRINTER)
    return " · ".join(filter(None, (words.texts.when(job.made_at), job.clerk, place)))


class JobModel(QAbstractListModel):
    """Gives each job as a whole under the role JOB."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.rows: Sequence[PrintJob] = ()

    def set_rows(self, rows: Sequence[PrintJob]) -> None:
        """Other jobs."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == JOB:
            return self.rows[index.row()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            job, words = self.rows[index.row()], self._words
            return "\n".join(
                filter(None, (what(words, job), standing(words, job)[0], where(words, job), why(words, job)))
            )
        return None


class JobPainter(QStyledItemDelegate):
    """Paints a job in two lines."""

    def __init__(self, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        job: PrintJob = index.data(JOB)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect.adjusted(4, 2, -4, -2), theme.RADIUS_SMALL, theme.SELECTED, theme.DEEP, 2)
        line = rect.adjusted(20, 8, -20, -8)
        chip, tone = standing(self._words, job)
        width = min(painting.chip_width(chip), line.width() / 2)
        right = QRectF(line.right() - width, line.top() + 2, width, painting.CHIP_HEIGHT)
        painting.chip(painter, right, chip, tone)
        upper = QRectF(line.left(), line.top(), line.width() - width - 12, line.height() / 2)
        painting.words(painter, upper, what(self._words, job), theme.font(theme.BODY + 2, theme.SEMIBOLD), theme.INK)
        lower = QRectF(line.left(), upper.bottom(), line.width(), upper.height())
        text = " · ".join(filter(None, (where(self._words, job), why(self._words, job))))
        painting.words(painter, lower, text, theme.font(theme.SMALL + 1), theme.MUTED)


class JobList(QListView):
    """Has the arrows while it is shown; letters still go to the scan bar."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.jobs = JobModel(words)
        self.setModel(self.jobs)
        self.setItemDelegate(JobPainter(words, self))
        self.setUniformItemSizes(True)
        self.setProperty("role", "flat")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_jobs(self, jobs: Sequence[PrintJob]) -> None:
        """Other jobs; the one that is marked stays so while it is there."""
        before, place = self.current(), max(0, self.currentIndex().row())
        self.jobs.set_rows(jobs)
        kept = [row for row, job in enumerate(jobs) if before is not None and job.id == before.id]
        if jobs:
            self.setCurrentIndex(self.jobs.index(kept[0] if kept else min(place, len(jobs) - 1)))

    def current(self) -> PrintJob | None:
        """The job that is marked."""
        index = self.currentIndex()
        return index.data(JOB) if index.isValid() else None

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""
