import requests


def test_degrees(api):
    assert requests.get("http://weather.invalid/v1", timeout=2).json() == {"t": 21}


def test_town():
    assert requests.get("http://Rome.invalid/v1", timeout=2).json() == {"t": 21}
