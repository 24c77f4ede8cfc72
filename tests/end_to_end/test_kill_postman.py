"""A postman killed at any point: no message twice, none lost, and what nobody can know is shown to a person."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from desk_app.counter import messages
from desk_app.counter.sending import UNANSWERED
from desk_app.domain.messages import MessageState
from desk_app.store.engine import Store
from tests.counter.hub import NOON, Hub
from tests.end_to_end.killed_postman import BETWEEN
from tests.tree import ROOT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")

TRIES = 28


def test_a_killed_postman_sends_nothing_twice_and_loses_nothing(store: Store, tmp_path: Path) -> None:
    hub, mailbox = Hub(store), tmp_path / "mailbox"
    for number in range(TRIES):
        parcel = hub.ready(str(number), f"Client {number}", email=f"c{number}@exemple.fr")[0]
        due = f"{NOON + number * BETWEEN:%Y-%m-%d %H:%M:%S.%f}{'' if store.is_sqlite else '+00'}"
        hub.write(f"UPDATE message SET next_try_at = '{due}' WHERE pickup_id = '{parcel.pickup_id}'")
    url = store.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.end_to_end.killed_postman", url, hub.desk.hub_id, str(mailbox), str(TRIES)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")

    stages = [line.split()[1] for line in run.stdout.splitlines() if line.startswith("9 ")]
    assert [stage for i, stage in enumerate(stages) if stage not in stages[:i]] == ["settled", "sending", "handing"]
    assert stages[-1] == "settled"  # the last one was killed after all was written

    taken = Counter(mailbox.read_text().split())
    every = [one.message for one in messages.listed(hub.desk, tuple(MessageState))]
    sent = {message.id for message in every if message.state is MessageState.SENT}
    unsure = {message.id for message in every if message.state is MessageState.PERHAPS}
    assert set(taken.values()) == {1}
    assert sent <= set(taken) <= sent | unsure
    assert sent | unsure == {message.id for message in every}
    assert unsure & set(taken)
    assert unsure - set(taken)
    assert all(message.trouble == UNANSWERED for message in every if message.id in unsure)
