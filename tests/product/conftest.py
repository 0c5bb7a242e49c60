"""What the product computes, with the programs that its users run."""

from collections.abc import Mapping

import pytest

from tests.conftest import AS_SHIPPED, SETTINGS
from tests.running import RunningServer


@pytest.fixture(scope="session")
def settings() -> Mapping[str, str]:
    """Programs are compiled as users have them."""
    return {**SETTINGS, **AS_SHIPPED}


@pytest.fixture(scope="session")
def server(shipped: RunningServer) -> RunningServer:
    """Programs are compiled as users have them."""
    return shipped
