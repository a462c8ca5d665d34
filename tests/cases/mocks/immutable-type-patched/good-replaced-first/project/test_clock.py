from unittest.mock import patch

import pytest

from shop import clock


@pytest.fixture(autouse=True)
def clock_of_mock():
    with patch("shop.clock.datetime"):
        yield


def test_year(monkeypatch):
    monkeypatch.setattr("shop.clock.datetime.now", lambda: 3)
    with patch.object(clock.datetime, "now", side_effect=ValueError):
        pass
    assert clock.datetime.now() == 3
