import httpx
import pytest
import respx


@pytest.fixture
@respx.mock
def api():
    respx.get("http://weather.invalid/v1").mock(return_value=httpx.Response(200, json={"t": 21}))


def test_degrees(api):
    assert httpx.get("http://weather.invalid/v1").json() == {"t": 21}
