import unittest

EVENTS = []


class ItemsTest(unittest.TestCase):
    items = []

    def test_a(self):
        self.items.append(1)
        self.assertEqual(self.items, [1])

    def test_b(self):
        self.items.append(2)
        self.assertEqual(self.items, [2])


class TestNames:
    names = []

    def test_ann(self):
        self.names += ["ann"]
        assert self.names[-1] == "ann"

    def test_bob(self):
        self.names.extend(["bob", "eve"])
        assert len(self.names) == 2


def test_event():
    EVENTS.append("created")
    assert len(EVENTS) == 1


def test_behind_it():
    EVENTS.append("paid")
    assert EVENTS == ["created", "paid"]
