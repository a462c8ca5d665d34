import unittest

EVENTS = []
PAYLOAD = {"name": "ann", "lines": [{"sku": "A-1"}]}


def post(order):
    return 201 if order["name"] and order["lines"] else 422


def test_no_name():
    PAYLOAD["name"] = ""
    assert post(PAYLOAD) == 422


def test_no_lines():
    PAYLOAD["lines"].append({"sku": "B-2"})
    assert len(PAYLOAD["lines"]) == 2


def test_created():
    assert post(PAYLOAD) == 201


def test_event():
    EVENTS.append("created")
    assert EVENTS[-1] == "created"


def test_no_event():
    assert not EVENTS


class TestCart:
    items = []

    def test_add(self):
        self.items.append("apple")
        assert self.items == ["apple"]

    def test_empty(self):
        assert self.items == []


class CartTest(unittest.TestCase):
    prices = {"apple": 1}

    def test_pear(self):
        self.prices.update(pear=2)
        self.assertIn("pear", self.prices)

    def test_sum(self):
        self.assertEqual(len(self.prices), 1)
