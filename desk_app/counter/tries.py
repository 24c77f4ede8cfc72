"""Wrong pickup codes are slowed down, counter by counter; the journal is the memory."""

from desk_app.counter.deed import is_replay
from desk_app.domain import tries
from desk_app.domain.values import Answer
from desk_app.domain.verdicts import Verdict
from desk_app.store import journal
from desk_app.store.engine import Rollback, Tx


class Paused(Rollback):
    """Raised while a counter has to wait: nothing is looked up, and the journal does not grow by each try."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.answer = answer


class Tries:
    """What a counter has tried of late."""

    def __init__(self, tx: Tx, act: journal.Act) -> None:
        """Raises Paused."""
        self._now, self._wrong, self._pauses = act.at, [], []
        if is_replay():  # nobody guesses now; and what was done has been done
            return
        lines = journal.codes_tried(tx, act.hub_id, act.counter, act.at - tries.MEMORY)
        self._pauses = [at for at, verdict in lines if verdict is Verdict.TOO_MANY_CODES]
        self._wrong = [at for at, verdict in lines if verdict is not Verdict.TOO_MANY_CODES]
        until = tries.paused_until(self._pauses, self._now)
        if until is not None:
            raise Paused(Answer(Verdict.TOO_MANY_CODES, {"at": until}))

    def refusal(self, verdict: Verdict) -> Answer:
        """The answer to a wrong code: ``verdict``, or that a pause begins."""
        until = tries.next_pause(self._wrong, self._pauses, self._now)
        return Answer(verdict) if until is None else Answer(Verdict.TOO_MANY_CODES, {"at": until})
