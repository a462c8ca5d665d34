import os

import pytest


@pytest.fixture
def engine():
    if os.environ.get("USE_DOCKER"):
        raise RuntimeError("no Docker")
    return "local"


def test_engine(engine):
    assert engine
