import pytest
import requests
import responses


def fetch():
    return requests.get("http://weather.invalid/v1", timeout=2).json()


@pytest.fixture
@responses.activate
def fetched():
    responses.add(responses.GET, "http://weather.invalid/v1", json={"t": 21})
    return fetch()


@pytest.fixture
def api():
    with responses.RequestsMock() as mock:
        mock.add(responses.GET, "http://weather.invalid/v1", json={"t": 21})
        yield mock


@pytest.fixture
def answers():
    responses.add(responses.GET, "http://weather.invalid/v1", json={"t": 21})
    return responses


@pytest.fixture
@responses.activate
def adder():
    def add():
        responses.add(responses.GET, "http://weather.invalid/v1", json={"t": 21})

    return add


def test_fetched(fetched):
    assert fetched == {"t": 21}


def test_api(api):
    assert fetch() == {"t": 21}


@responses.activate
def test_adder(adder):
    adder()
    assert fetch() == {"t": 21}


@responses.activate
def test_late(request):
    request.getfixturevalue("answers")
    assert fetch() == {"t": 21}
