import pytest
import structlog


@pytest.fixture(autouse=True)
def plain_log():
    structlog.reset_defaults()
