import unittest

from sqlalchemy import text

import store
from app_signals import signals

SOLD = []


def ask(number):
    with store.engine.connect() as connection:
        connection.execute(text(f"select {number}"))


def test_noted(queries):
    ask(3)
    assert queries == ["select 3"]


def test_noted_again(queries):
    queries.clear()
    ask(4)
    assert queries == ["select 4"]


class TestSold(unittest.TestCase):
    def setUp(self):
        def note(sender):
            SOLD.append(sender)

        signals.sold.connect(note, weak=False)
        self.addCleanup(signals.sold.disconnect, note)

    def test_first(self):
        signals.sold.send("a")
        assert SOLD == ["a"]

    def test_second(self):
        SOLD.clear()
        signals.sold.send("b")
        assert SOLD == ["b"]
