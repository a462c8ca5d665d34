import asyncio

import svc


async def three():
    return 3


def test_coroutine(monkeypatch):
    monkeypatch.setattr(svc, "load", lambda n: three())
    assert asyncio.run(svc.double(1)) == 6


def test_async(monkeypatch):
    async def load(n):
        return 3

    monkeypatch.setattr(svc, "load", load)
    assert asyncio.run(svc.double(1)) == 6


def test_not_async(monkeypatch):
    monkeypatch.setattr(svc, "size", lambda n: 3)
    assert svc.size(1) == 3


def test_handed_on(monkeypatch):
    monkeypatch.setattr(svc, "later", lambda n: 3)
    assert svc.later(1) == 3
