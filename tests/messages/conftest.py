"""A certificate authority for all tests of a run."""

import pytest

from tests.messages.servers import Authority, Box, new_authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A private certificate authority."""
    return new_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def box() -> Box:
    """Where mails arrive."""
    return Box()
