"""Scans wait here for their turn: answered one after the other, in order, none dropped."""

from collections import deque
from collections.abc import Callable

from desk_app.domain.scan import Scan
from desk_app.ui.background import Ticket


class ScanQueue:
    """``answer`` begins with a scan and gives the ticket of its answer, or None when it is answered already."""

    def __init__(self, answer: Callable[[Scan], Ticket | None]) -> None:
        self._answer = answer
        self._waiting: deque[Scan] = deque()
        self._under_way = False
        self._held = False

    @property
    def is_busy(self) -> bool:
        """Whether a scan has not been answered yet."""
        return self._under_way or bool(self._waiting)

    def put(self, scan: Scan) -> None:
        """A further scan."""
        self._waiting.append(scan)
        self._go_on()

    def hold(self) -> None:
        """Answer nothing until :meth:`release`: the store is not open yet."""
        self._held = True

    def release(self) -> None:
        """Answer again, what has waited first."""
        self._held = False
        self._go_on()

    def _go_on(self) -> None:
        if self._held or self._under_way or not self._waiting:
            return
        self._under_way = True
        ticket: Ticket | None = None
        try:
            ticket = self._answer(self._waiting.popleft())
        finally:
            if ticket is None:
                self._finish()
            else:
                ticket.when_finished(self._finish)

    def _finish(self) -> None:
        self._under_way = False
        self._go_on()
