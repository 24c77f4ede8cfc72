"""What a file comes to: numbers, and the rows that are refused or deserve a look, with the reason in plain words."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk_app.domain.values import ImportReport
from desk_app.ui import painting, theme
from desk_app.ui.widgets.labels import LineLabel
from desk_app.ui.words import Words
from desk_app.wording import reason

ROW = 50
FIGURES = ("new", "changed", "identical", "cancelled", "refused", "warnings")
_ALARMS = {"refused": theme.RED_INK, "warnings": theme.AMBER_INK}
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
_DISPLAY, _TOOLTIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Issue:
    """One row of the file: where, which kind, why."""

    place: str
    kind: str
    tone: str
    why: str


class Issues(QAbstractListModel):
    """Refused rows first, then those that deserve a look; there may be thousands, so each is put into words late."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._report = ImportReport()

    def set_report(self, report: ImportReport) -> None:
        """Show what a report has to say."""
        self.beginResetModel()
        self._report = report
        self.endResetModel()

    def issue(self, place: int) -> Issue:
        """The issue of a row, in words."""
        refused, words = self._report.refused, self._words
        is_refused = place < len(refused)
        row = refused[place] if is_refused else self._report.warnings[place - len(refused)]
        where = words("ui_arrivages.issue_row", row=row.row) if row.row else words("ui_arrivages.issue_file")
        kind, tone = ("refused", "red") if is_refused else ("warning", "amber")
        return Issue(where, words(f"ui_arrivages.issue_{kind}"), tone, reason(words.texts, row.reason))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._report.refused) + len(self._report.warnings)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role not in {_DISPLAY, _TOOLTIP}:
            return None
        issue = self.issue(index.row())
        return issue.why if role == _TOOLTIP else f"{issue.place}: {issue.why}"


class _Rows(QStyledItemDelegate):
    """Paints where, which kind, and the reason in up to two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, Issues)
        issue, rect = model.issue(index.row()), QRectF(option.rect)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour(theme.LINE))
        place = QRectF(rect.left(), rect.top(), 92, rect.height())
        painting.words(painter, place, issue.place, theme.font(theme.SMALL, theme.SEMIBOLD), theme.MUTED)
        width = painting.chip_width(issue.kind)
        box = QRectF(place.right() + 6, rect.center().y() - painting.CHIP_HEIGHT / 2, width, painting.CHIP_HEIGHT)
        painting.chip(painter, box, issue.kind, issue.tone)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour(theme.INK))
        room = QRectF(box.right() + 12, rect.top() + 3, rect.right() - box.right() - 22, rect.height() - 7)
        painter.drawText(room, _WRAP, issue.why)


class IssueList(QListView):
    """Scrolled by arrows, wheel or finger; letters go to the scan bar."""

    walked = Signal(QRect)  # where the row is that the keys have come to

    def __init__(self, issues: Issues, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(issues)
        self.setItemDelegate(_Rows(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: none; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(2 * ROW)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the scan bar."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.walked.emit(self.visualRect(self.currentIndex()))


class ReportView(QWidget):
    """A report: its numbers in a row, its rows below."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._report = ImportReport()
        self.issues = Issues(words)
        self.list = IssueList(self.issues)
        self.numbers = {name: LineLabel(size=theme.BAND_TITLE, weight=theme.BOLD) for name in FIGURES}
        self._names = {name: LineLabel(size=theme.SMALL, ink=theme.MUTED) for name in FIGURES}
        self._add_widgets()

    def _add_widgets(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        row.setSpacing(theme.GAP)
        for name in FIGURES:
            figure = QVBoxLayout()
            figure.setSpacing(0)
            figure.addWidget(self.numbers[name])
            figure.addWidget(self._names[name])
            row.addLayout(figure, 1)
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def show_report(self, report: ImportReport) -> None:
        """Another report."""
        self._report = report
        self.write()

    @property
    def has_issues(self) -> bool:
        """Whether any row is refused or deserves a look."""
        return self.issues.rowCount() > 0

    def write(self) -> None:
        """Write everything anew."""
        for name in FIGURES:
            found = getattr(self._report, name)
            count = found if isinstance(found, int) else len(found)
            self.numbers[name].setText(self._words.texts.count(count))
            self.numbers[name].set_ink(_ALARMS.get(name, theme.INK) if count else theme.FAINT)
            self._names[name].setText(self._words(f"ui_arrivages.figure_{name}"))
        self.issues.set_report(self._report)
        self.list.setVisible(self.has_issues)
