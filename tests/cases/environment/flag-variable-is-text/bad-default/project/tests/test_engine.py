import os

import pytest

RUN_SLOW = os.getenv("RUN_SLOW", default="No")


@pytest.mark.skipif(not RUN_SLOW, reason="slow")
def test_slow():
    assert True


class TestEngine:
    def test_engine(self, engine):
        mode = "live" if not os.environ.get("OFFLINE", "false") else "offline"
        assert mode and engine
