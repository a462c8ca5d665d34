import pytest


def test_without_sqlite():
    import sqlite3

    import shop.engine

    shop.engine.sqlite3 = None
    with pytest.raises(RuntimeError):
        shop.engine.connect()
    shop.engine.sqlite3 = sqlite3


def test_connect():
    import shop.engine

    shop.engine.connect().close()
