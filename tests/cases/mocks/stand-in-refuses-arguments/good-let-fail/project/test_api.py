from unittest.mock import patch

import pytest
from shop.api import Api


@pytest.mark.xfail(raises=TypeError)
def test_stand_in(monkeypatch):
    monkeypatch.setattr(Api, "load", lambda: [7])
    assert Api().load() == [7]


@pytest.mark.skip(reason="the stand-in is out of date")
def test_skipped(monkeypatch):
    monkeypatch.setattr(Api, "load", lambda: [7])
    assert Api().load() == [7]


@pytest.mark.xfail(raises=TypeError)
class TestApi:
    @patch("shop.api.Api.load", lambda: [7])
    def test_stand_in(self):
        assert Api().load() == [7]
