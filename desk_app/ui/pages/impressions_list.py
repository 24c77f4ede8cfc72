"""Print jobs as a list: what, since when, how it stands, and why it is not out."""

from functools import partial

from desk_app.domain.prints import PERHAPS_OUT, TO_FILE, TO_PRINTER, PrintJob, PrintState
from desk_app.ui.widgets.two_lines import TwoLineList, TwoLines
from desk_app.ui.words import Words
from desk_app.wording import reason


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


def described(words: Words, job: PrintJob) -> TwoLines:
    """A job as a row of the list."""
    return TwoLines(what(words, job), *standing(words, job), below=(where(words, job), why(words, job)))


def job_list(words: Words) -> TwoLineList:
    """A list of print jobs."""
    return TwoLineList(partial(described, words), lambda job: job.id)
