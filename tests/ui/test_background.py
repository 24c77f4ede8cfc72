"""The background door, with real threads."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desk_app.ui.background import Door, Lane, Work


@pytest.fixture
def door(qtbot: QtBot) -> Iterator[Door]:
    made = Door()
    yield made
    made.close()


def test_a_job_leaves_the_screens_thread_and_its_answer_comes_back_to_it(door: Door, qtbot: QtBot) -> None:
    threads: list[int] = []
    ticket = door.ask(threading.get_ident, lambda worker: threads.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: ticket.done)
    here = threading.get_ident()
    assert threads[0] != here
    assert threads[1] == here


def test_answers_come_to_the_thread_where_the_door_lives(door: Door, qtbot: QtBot) -> None:
    seen: list[bool] = []
    ticket = door.ask(lambda: 1, lambda _answer: seen.append(QThread.currentThread() is door.thread()))
    qtbot.waitUntil(lambda: ticket.done)
    assert seen == [True]


def test_jobs_of_one_lane_run_in_the_order_they_were_asked(door: Door, qtbot: QtBot) -> None:
    done: list[int] = []
    answers: list[int] = []

    def note(n: int) -> int:
        done.append(n)
        return n

    tickets = [door.ask(partial(note, n), answers.append) for n in range(200)]
    qtbot.waitUntil(lambda: tickets[-1].done)
    assert done == answers == list(range(200))


def test_a_long_import_does_not_hold_up_the_desk(door: Door, qtbot: QtBot) -> None:
    may_end = threading.Event()
    long = door.ask(lambda: may_end.wait(30), lambda _ended: None, lane=Lane.BULK)
    quick = door.ask(lambda: "quick", lambda _answer: None)
    qtbot.waitUntil(lambda: quick.done)
    assert not long.done
    may_end.set()
    qtbot.waitUntil(lambda: long.done)


def test_a_failure_comes_back_as_an_exception_and_is_told_to_everyone(door: Door, qtbot: QtBot) -> None:
    failures: list[Exception] = []
    told: list[Exception] = []
    door.trouble.connect(told.append)
    ticket = door.ask(lambda: 1 // 0, lambda _answer: pytest.fail("there is no answer"), failures.append)
    qtbot.waitUntil(lambda: ticket.done)
    assert [type(error) for error in failures] == [ZeroDivisionError]
    assert told == failures


def test_a_cancelled_ticket_drops_its_answer(door: Door, qtbot: QtBot) -> None:
    may_end = threading.Event()
    answers: list[object] = []
    ticket = door.ask(lambda: may_end.wait(30), answers.append)
    ticket.cancel()
    may_end.set()
    last = door.ask(lambda: "last", answers.append)
    qtbot.waitUntil(lambda: last.done)
    assert ticket.done
    assert answers == ["last"]


def test_whoever_waits_for_a_ticket_is_called_once(door: Door, qtbot: QtBot) -> None:
    calls: list[str] = []
    ticket = door.ask(lambda: 1, lambda _answer: calls.append("answer"))
    ticket.when_finished(lambda: calls.append("finished"))
    qtbot.waitUntil(lambda: ticket.done)
    ticket.when_finished(lambda: calls.append("late"))
    assert calls == ["answer", "finished", "late"]


def test_long_work_tells_its_progress_and_stops_when_it_is_cancelled(door: Door, qtbot: QtBot) -> None:
    shown: list[tuple[int, int]] = []
    stopped = threading.Event()

    def work(work: Work) -> None:
        for n in range(10_000_000):
            work.progress(n, 10_000_000)
            if work.cancelled:
                stopped.set()
                return

    ticket = door.ask_long(work, lambda _none: None, progress=lambda done, total: shown.append((done, total)))
    qtbot.waitUntil(lambda: len(shown) > 2)
    ticket.cancel()
    qtbot.waitUntil(stopped.is_set)
    assert shown == sorted(shown)
    assert shown[0][1] == 10_000_000


def test_closing_waits_for_what_is_being_written(qtbot: QtBot) -> None:
    door = Door()
    begun, may_end, written = threading.Event(), threading.Event(), []

    def write() -> None:
        begun.set()
        may_end.wait(30)
        written.append("first")

    door.ask(write, lambda _none: None)
    door.ask(lambda: written.append("second"), lambda _none: None)
    assert begun.wait(30)
    threading.Thread(target=may_end.set).start()
    door.close()
    assert written == ["first", "second"]


def test_a_closed_door_takes_nothing_more(qtbot: QtBot) -> None:
    door = Door()
    door.close()
    ticket = door.ask(lambda: pytest.fail("closed"), lambda _answer: None)
    assert ticket.cancelled
    assert ticket.done
