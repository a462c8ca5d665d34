import os

import pytest

RUN_SLOW = bool(os.environ.get("RUN_SLOW", "").lower() in ("1", "true", "yes"))


@pytest.mark.skipif(not os.getenv("RUN_SLOW", "").lower() in ("1", "true", "yes"), reason="slow")
def test_all_prices():
    assert not RUN_SLOW
