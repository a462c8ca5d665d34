import httpx
import pytest
import respx
from respx import mock

URL = "http://weather.example/oslo"


@pytest.fixture(autouse=True, scope="class")
def answers(request):
    if request.cls is None:
        yield
    else:
        with respx.mock:
            yield


@respx.mock
def test_decorated():
    respx.get(URL).respond(200)
    assert httpx.get(URL).status_code == 200


@mock
def test_by_name():
    respx.get(URL).respond(200)
    assert httpx.get(URL).status_code == 200


@respx.mock(base_url="http://weather.example")
def test_own_router(respx_mock):
    respx_mock.get("/oslo").respond(200)
    assert httpx.get(URL).status_code == 200


def test_fixture(respx_mock):
    respx.get(URL).respond(200)
    assert httpx.get(URL).status_code == 200


def test_block():
    with respx.mock:
        respx.get(URL).respond(200)
        assert httpx.get(URL).status_code == 200


def test_transport():
    respx.get(URL).respond(200)
    client = httpx.Client(transport=httpx.MockTransport(respx.mock.handler))
    assert client.get(URL).status_code == 200


def test_block_of_own():
    with respx.mock(base_url="http://weather.example") as answering:
        answering.get("/oslo").respond(200)
        assert httpx.get(URL).status_code == 200


class TestWeather:
    def test_automatic(self):
        respx.get(URL).respond(200)
        assert httpx.get(URL).status_code == 200
