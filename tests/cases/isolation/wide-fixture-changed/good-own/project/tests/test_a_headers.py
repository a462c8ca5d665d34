from unittest import mock

import pytest


@pytest.fixture(scope="class")
def lonely():
    return {"a": 1}


@pytest.fixture(scope="module")
def mock_client():
    return mock.Mock()


def test_patched(client, monkeypatch):
    monkeypatch.setitem(client.headers, "Accept", "text")
    monkeypatch.setattr(client, "timeout", 1)
    assert client.headers["Accept"] == "text"


def test_put_back(client):
    before = client.timeout
    client.timeout = 0.1
    try:
        assert client.timeout < 1
    finally:
        client.timeout = before


def test_taken_out(client):
    client.headers["X-Trace"] = "1"
    assert client.headers["X-Trace"]
    client.headers.pop("X-Trace")


def test_fresh(fresh):
    fresh.headers["Accept"] = "text"
    fresh.timeout = 1


def test_fresh_again(fresh):
    assert fresh.timeout == 5


def test_state(state):
    state["id"] = 1
    assert state


def test_state_again(state):
    assert state is not None


def test_cleaned(cleaned):
    cleaned.headers = {}
    assert not cleaned.headers


def test_cleaned_again(cleaned):
    assert cleaned.headers == {"Accept": "json"}


def test_copy(client):
    client = dict(client.headers)
    client["Accept"] = "text"
    assert client["Accept"] == "text"


def test_mock(mock_client):
    mock_client.get.return_value = 3
    mock_client.post = mock.Mock(return_value=4)
    assert mock_client.get() == 3


def test_mock_again(mock_client):
    assert mock_client


def test_alone(lonely):
    lonely["a"] = 2
    assert lonely["a"] == 2
