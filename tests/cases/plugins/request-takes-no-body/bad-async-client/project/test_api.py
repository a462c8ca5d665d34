import httpx
import pytest


def answer(request):
    return httpx.Response(200, content=request.content)


@pytest.fixture
async def client():
    transport = httpx.MockTransport(answer)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def test_deleted(client):
    response = await client.delete("/cart", json={"id": 1})
    assert response.json() == {"id": 1}


def test_plain():
    client = httpx.Client(transport=httpx.MockTransport(answer))
    assert client.options("http://test", files={"a": b"b"})
