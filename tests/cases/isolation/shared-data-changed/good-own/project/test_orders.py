import copy
import unittest
from unittest import mock

import pytest

EVENTS = []
SEEN = []
CALLS = []
RESULTS = {}
STATE = {"on": False}
PAYLOAD = {"name": "ann", "lines": [{"sku": "A-1"}]}
ORDER = {"id": 1}
FIELDS = {"a": 1}
UNREAD = []


def post(order):
    return 201 if order["name"] and order["lines"] else 422


def hook(name):
    CALLS.append(name)


@pytest.fixture(autouse=True)
def no_events():
    EVENTS.clear()


def test_copies():
    payload = {**PAYLOAD, "name": ""}
    assert post(payload) == 422
    deep = copy.deepcopy(PAYLOAD)
    deep["lines"].append({})
    other = dict(PAYLOAD)
    other["name"] = "bob"
    last = PAYLOAD.copy()
    last["x"] = 1
    assert post(PAYLOAD) == 201


def test_event():
    EVENTS.append("created")
    assert EVENTS == ["created"]


def test_no_event():
    assert EVENTS == []


def test_hook():
    hook("a")
    assert CALLS[-1] == "a"


def test_collects():
    RESULTS["a"] = 1


def test_collected():
    assert isinstance(RESULTS, dict)


def test_patched(monkeypatch):
    monkeypatch.setitem(STATE, "on", True)
    with mock.patch.dict(STATE):
        STATE["on"] = False
        STATE["off"] = True


def test_state():
    assert STATE == {"on": False}


@pytest.mark.parametrize("number", [1, 2])
def test_sets_it_first(number):
    ORDER["id"] = number
    assert ORDER["id"] == number


def test_sets_it_too():
    ORDER["id"] = 7
    assert ORDER["id"] == 7


def test_another_key():
    FIELDS["b"] = 2
    assert FIELDS["b"] == 2


def test_own_key():
    assert FIELDS["a"] == 1


def test_unread():
    UNREAD.append(1)


def test_local():
    EVENTS = ["x"]
    EVENTS.append("y")
    assert EVENTS == ["x", "y"]


def test_seen():
    seen = SEEN
    seen.append(1)
    SEEN.append(2)
    assert 2 in SEEN


def test_seen_again():
    assert SEEN is not None


class TestCart:
    items = []
    names = ["apple"]

    def setup_method(self):
        self.items = []

    def test_add(self):
        self.items.append("apple")
        assert self.items == self.names

    def test_empty(self):
        assert self.items == []


class CartTest(unittest.TestCase):
    prices = {}

    def tearDown(self):
        self.prices.clear()

    def test_pear(self):
        self.prices["pear"] = 2
        self.assertIn("pear", self.prices)

    def test_none(self):
        self.assertFalse(self.prices)


class TestSteps:
    made = []

    def test_01_make(self):
        self.made.append(1)

    def test_02_use(self):
        assert self.made
