"""Scans are answered one after the other."""

from desk_app.domain.scan import Scan, decode
from desk_app.ui.background import Ticket
from desk_app.ui.scan_queue import ScanQueue


class Counter:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.tickets: list[Ticket] = []
        self.seen: list[str] = []

    def answer(self, scan: Scan) -> Ticket:
        """Begin with a scan."""
        self.seen.append(scan.value)
        self.tickets.append(Ticket())
        return self.tickets[-1]


def test_the_next_scan_waits_for_the_answer_of_the_one_before() -> None:
    counter = Counter()
    queue = ScanQueue(counter.answer)
    for text in "abc":
        queue.put(decode(text))
    assert counter.seen == ["a"]
    assert queue.is_busy
    for ticket in counter.tickets:  # grows while it is walked through
        ticket.cancel()
    assert counter.seen == ["a", "b", "c"]
    assert not queue.is_busy


def test_scans_wait_while_the_queue_is_held() -> None:
    counter = Counter()
    queue = ScanQueue(counter.answer)
    queue.hold()
    queue.put(decode("a"))
    assert counter.seen == []
    queue.release()
    assert counter.seen == ["a"]


def test_an_answer_at_once_needs_no_ticket() -> None:
    seen: list[str] = []
    queue = ScanQueue(lambda scan: seen.append(scan.value))
    for text in "abc":
        queue.put(decode(text))
    assert seen == ["a", "b", "c"]
