import os

import pytest

RUN_SLOW = bool(os.environ.get("RUN_SLOW"))


@pytest.mark.skipif(not os.getenv("RUN_SLOW"), reason="slow")
def test_all_prices():
    assert not RUN_SLOW
