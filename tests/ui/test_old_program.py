"""A window of an older program goes on while another counter upgrades the database: it says so, calmly."""

from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app.domain.verdicts import Tone
from desk_app.store import migrate
from desk_app.store.engine import Store
from desk_app.ui.window import Window
from tests.store.test_migrate import next_version
from tests.ui.conftest import Keys
from tests.ui.hub import Hub


def test_what_it_would_write_is_refused_in_words(
    hub: Hub,
    window: Window,
    keys: Keys,
    settled: Callable[[], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parcel = hub.ready("Éloïse Lefèvre")
    keys.scan(parcel.pickup_code)
    settled()
    with next_version(tmp_path, monkeypatch):
        newer = Store(hub.store.url)
        migrate.prepare(newer)
        newer.close()
    keys.scan(parcel.id)
    settled()
    assert window.page.band.tone is Tone.NO
    assert "version plus récente" in window.page.band.sentence + window.banner.words.sentence
    assert hub.parcel(parcel.id).collected_at is None
