import pytest
import responses
from helping import Answered, answered, answering
from responses import activate
from weather import temperature

URL = "http://127.0.0.1:9/oslo"


@responses.activate
def test_decorated():
    responses.add(responses.GET, URL, json={"t": -3})
    assert temperature("oslo") == -3


@activate(assert_all_requests_are_fired=True)
def test_called():
    responses.get(URL, json={"t": -3})
    assert temperature("oslo") == -3


@answered
def test_by_helper():
    responses.get(URL, json={"t": -3})
    assert temperature("oslo") == -3


def test_through(through):
    responses.get(URL, json={"t": -3})
    assert temperature("oslo") == -3


@pytest.mark.usefixtures("answers")
def test_marked():
    responses.get(URL, json={"t": -3})
    assert temperature("oslo") == -3


def test_started():
    responses.start()
    responses.get(URL, json={"t": -3})
    assert temperature("oslo") == -3
    responses.stop()
    responses.reset()


def test_own():
    with answering() as responses:
        responses.get(URL, json={"t": -3})
        assert temperature("oslo") == -3


def test_of_block():
    with responses.mock:
        responses.get(URL, json={"t": -3})
        assert temperature("oslo") == -3


class TestInherited(Answered):
    def test_inherited(self):
        responses.get(URL, json={"t": -3})
        assert temperature("oslo") == -3


class TestSetUp:
    def setup_method(self):
        self.begin()

    def begin(self):
        responses.start()

    def teardown_method(self):
        responses.stop()
        responses.reset()

    def test_set_up(self):
        responses.get(URL, json={"t": -3})
        assert temperature("oslo") == -3
