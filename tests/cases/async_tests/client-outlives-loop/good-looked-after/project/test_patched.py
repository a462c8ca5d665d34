import clients
from clients import weather


async def test_cold(mocker):
    mocker.patch("clients.http.get")
    assert await weather("oslo")


async def test_warm(monkeypatch):
    async def answer(url):
        return None

    monkeypatch.setattr(clients.http, "get", answer)
    assert await weather("rome") is None
