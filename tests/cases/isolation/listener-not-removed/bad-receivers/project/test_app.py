import unittest

from flask import template_rendered

from app import app
from app_signals import signals

RENDERED = []
SOLD = []


def note(sender, **kwargs):
    RENDERED.append(kwargs)


def test_rendered():
    template_rendered.connect(note, app)
    app.test_client().get("/")
    assert len(RENDERED) == 1


def test_not_noted():
    RENDERED.clear()
    app.test_client().get("/")
    assert RENDERED == []


class TestSold(unittest.TestCase):
    def setUp(self):
        signals.sold.connect(lambda sender: SOLD.append(sender), weak=False)

    def test_first(self):
        signals.sold.send("a")
        assert SOLD == ["a"]

    def test_second(self):
        SOLD.clear()
        signals.sold.send("b")
        assert SOLD == ["b"]


def test_app():
    assert app.name == "app"
