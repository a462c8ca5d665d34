import unittest

import pytest
import responses
from responses import GET, add

from weather import temperature


@responses.activate
def test_temperature():
    responses.add(responses.GET, "http://127.0.0.1:9/oslo", json={"t": -3})
    assert temperature("oslo") == -3


@responses.activate
def test_it_is_warm():
    responses.get("http://127.0.0.1:9/rome", json={"t": 30})
    assert temperature("rome") == 30


@responses.activate
@pytest.mark.parametrize("degrees", [5])
def test_degrees(degrees, monkeypatch):
    add(GET, "http://127.0.0.1:9/oslo", json={"t": degrees})
    assert temperature("oslo") == degrees
    assert len(responses.calls) == 1


class TestWeather(unittest.TestCase):
    @responses.activate
    def test_cold(self):
        responses.add(responses.Response("GET", "http://127.0.0.1:9/oslo", json={"t": -30}))
        with self.assertRaises(AssertionError):
            assert temperature("oslo") > 0
