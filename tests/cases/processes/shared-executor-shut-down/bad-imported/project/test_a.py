import app
from app import OTHER


def test_enters():
    with app.POOL as pool:
        assert pool.submit(int, "1").result() == 1


def test_ends():
    OTHER.shutdown(wait=False)


def test_asks():
    assert app.POOL.submit(int, "2").result() == 2
