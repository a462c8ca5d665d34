from tests.client import get


def test_get():
    assert get("/") == 200
