import asyncio
from unittest.mock import patch
from unittest.mock import AsyncMock

import svc


def test_double(monkeypatch):
    monkeypatch.setattr(svc, "load", AsyncMock(return_value=3))
    assert asyncio.run(svc.double(1)) == 6


def test_text(monkeypatch):
    monkeypatch.setattr("svc.load", AsyncMock(return_value=[4]))
    assert asyncio.run(svc.double(1)) == [4, 4]


def test_argument(monkeypatch):
    monkeypatch.setattr(svc, "load", lambda n: [n])
    assert asyncio.run(svc.double(1)) == [1, 1]


def test_fetched():
    with patch.object(svc.Client, "fetch", AsyncMock(return_value={"n": 1})):
        assert asyncio.run(svc.fetched()) == {"n": 1}
