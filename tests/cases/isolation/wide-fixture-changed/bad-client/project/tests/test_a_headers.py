import pytest


@pytest.fixture(scope="module")
def minutes():
    return {"day": 1440}


def test_text(client):
    client.headers["Accept"] = "text"
    assert client.headers["Accept"] == "text"


class TestTimeout:
    def test_short(self, client):
        client.timeout = 0.1
        assert client.timeout < 1


def test_short_day(minutes):
    minutes["day"] = 9
    assert minutes["day"] == 9


def test_day(minutes):
    assert minutes["day"] == 1440


def test_language(client):
    client.headers.update({"Accept-Language": "de"})
    assert "Accept-Language" in client.headers
