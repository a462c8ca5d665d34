import os

import pytest

USE_DOCKER = os.environ.get("USE_DOCKER", "false").lower() == "true"
LEVEL = int(os.environ.get("LEVEL", "0"))
NAME = os.environ.get("NAME", "no")
LIVE = os.environ.get("LIVE", "")
PORT = os.environ.get("PORT", "0") or "8080"


@pytest.fixture
def engine(USE=None):
    if USE_DOCKER or LEVEL or LIVE:
        raise RuntimeError("no Docker")
    if NAME == "no" and os.environ.get("RUN", "0") != "0":
        raise RuntimeError
    return "local"


@pytest.mark.skipif(os.environ.get("SKIP", "0") == "1", reason="slow")
def test_engine(engine):
    assert engine and PORT
