from concurrent.futures import ThreadPoolExecutor

import app
from app import pool


def test_replaced(monkeypatch):
    monkeypatch.setattr(app, "POOL", ThreadPoolExecutor(1))
    app.POOL.shutdown()


def test_restarted():
    app.SECOND.shutdown()
    app.restart()


def test_new():
    with pool() as made:
        assert made.submit(int, "1").result() == 1


def test_later():
    assert app.POOL.submit(int, "1").result() == 1
    assert app.SECOND.submit(int, "1").result() == 1
