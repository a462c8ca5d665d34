import app
from app import OTHER


def test_enters():
    assert app.POOL.submit(int, "1").result() == 1


def test_ends():
    assert OTHER.submit(int, "1").result() == 1


def test_asks():
    assert app.POOL.submit(int, "2").result() == 2
