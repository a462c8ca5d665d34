import httpx
import respx
from weather import temperature


async def test_temperature():
    respx.get("http://127.0.0.1:9/oslo").mock(return_value=httpx.Response(200, json={"t": -3}))
    assert await temperature("oslo") == -3


class TestWeather:
    async def test_route(self):
        route = respx.route(method="GET", path="/rome")
        route.return_value = httpx.Response(200, json={"t": 30})
        async with httpx.AsyncClient() as client:
            answer = await client.get("http://127.0.0.1:9/rome")
        assert answer.json()["t"] == 30
        assert respx.calls
