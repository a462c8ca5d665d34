import httpx
import respx


@respx.mock(base_url="http://weather.example")
def test_temperature():
    respx.get("/oslo").mock(return_value=httpx.Response(200, json={"t": -3}))
    assert httpx.get("http://weather.example/oslo").json()["t"] == -3


@respx.mock(assert_all_called=False)
def test_called():
    respx.get("http://weather.example/oslo").respond(200)
    assert httpx.get("http://weather.example/oslo").status_code == 200
