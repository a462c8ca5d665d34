import unittest

from flask import template_rendered

from app import app
from app_signals import signals

RENDERED = []
SOLD = []


def note(sender, **kwargs):
    RENDERED.append(kwargs)


def test_rendered():
    with template_rendered.connected_to(note, app):
        app.test_client().get("/")
    assert len(RENDERED) == 1


def test_not_noted():
    RENDERED.clear()
    app.test_client().get("/")
    assert RENDERED == []


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


def test_app():
    assert app.name == "app"
