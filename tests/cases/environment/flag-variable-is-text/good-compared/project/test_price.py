import os

import pytest

RUN_SLOW = os.environ.get("RUN_SLOW", "").lower() in ("1", "true")
IN_CI = bool(os.environ.get("CI"))
LEVEL = os.environ.get("DEBUG")


@pytest.mark.skipif(not RUN_SLOW, reason="slow")
def test_all_prices():
    assert True


@pytest.mark.skipif(os.getenv("RUN_SLOW") == "true", reason="only alone")
def test_price():
    assert IN_CI and LEVEL == "0"
