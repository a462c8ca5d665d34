import requests
import responses


def test_temperature():
    responses.add(responses.GET, "http://127.0.0.1:9/oslo", json={"t": -3})
    assert requests.get("http://127.0.0.1:9/oslo", timeout=2).json()["t"] == -3
