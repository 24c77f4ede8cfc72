"""A counter whose server is away, from the command line: it answers from its copy, and passes on what it did."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

from desk_app.cli import main
from tests.cli.conftest import Desk
from tests.end_to_end.relay import Relay, relay

pytestmark = pytest.mark.parametrize("prepared_url", ["postgresql"], indirect=True)


@pytest.fixture
def wire(prepared_url: str) -> Iterator[Relay]:
    with relay(make_url(prepared_url).port or 0) as made:
        yield made


@pytest.fixture
def far(wire: Relay, prepared_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """As ``desk``, of another profile, at the end of the wire."""
    url = make_url(prepared_url).set(port=wire.port).render_as_string(hide_password=False)

    def run(*words: object, want: int = 0) -> dict[str, Any]:
        capsys.readouterr()
        status = main(["--profile", str(tmp_path / "far"), "--database", url, "--json", *map(str, words)])
        output = capsys.readouterr()
        assert (status, output.err) == (want, ""), output
        answer: dict[str, Any] = json.loads(output.out)
        return answer

    return run


@pytest.fixture
def code(hub: Desk) -> str:
    """The pickup code of what waits for a customer."""
    hub(
        "announce", "--shop", "La Belle Plume", "--order", "4127", "--name", "Éloïse Lefèvre", "--email", "e@exemple.fr"
    )
    return str(hub("receive", "4127")["parcels"][0]["pickup_code"])


def test_it_goes_on_and_passes_on(hub: Desk, far: Desk, wire: Relay, code: str) -> None:
    assert far("sync") == {"replayed": 0, "incidents": 0, "waiting": 0, "lost": 0}
    wire.refuse()
    assert {"verdict": "ready", "offline": True}.items() <= far("pickup", code).items()
    assert far("collect", code)["offline"] is True
    assert {"verdict": "needs_server", "offline": True}.items() <= far("shops", "add", "Nouvelle", want=3).items()
    assert far("sync", want=3)["verdict"] == "needs_server"
    wire.mend()
    assert "offline" not in hub("pickup", code)
    assert hub("pickup", code)["verdict"] == "ready"
    assert far("sync") == {"replayed": 1, "incidents": 0, "waiting": 0, "lost": 0}
    assert hub("pickup", code, want=1)["verdict"] == "already_collected"


def test_what_waits_goes_first(hub: Desk, far: Desk, wire: Relay, code: str) -> None:
    """Whatever is asked first when the server is back: what was done before it happened before it."""
    far("sync")
    wire.refuse()
    far("collect", code)
    wire.mend()
    assert "offline" not in far("parcels")
    assert hub("pickup", code, want=1)["verdict"] == "already_collected"


def test_given_twice_is_an_incident(hub: Desk, far: Desk, wire: Relay, code: str) -> None:
    far("sync")
    wire.refuse()
    far("collect", code)
    hub("collect", code)
    wire.mend()
    assert far("sync") == {"replayed": 0, "incidents": 1, "waiting": 0, "lost": 0}
    found = hub("incidents")["incidents"]
    assert [one["refused"] for one in found] == ["already_collected"]
    assert hub("incidents", "solve", found[0]["id"], "--how", "Rendu par le client")["verdict"] == "incident_solved"
    assert hub("incidents")["incidents"] == []


@pytest.mark.usefixtures("wire")
def test_a_hub_in_a_file_has_nothing_to_sync(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(tmp_path / "own"), "--json", "sync"]) == 0
    assert json.loads(capsys.readouterr().out) == {"replayed": 0, "incidents": 0, "waiting": 0, "lost": 0}
