from flask import template_rendered

from app import app

RENDERED = []


def note(sender, **kwargs):
    RENDERED.append(kwargs)


def test_rendered():
    template_rendered.connect(note, app, weak=True)
    app.test_client().get("/")
    assert len(RENDERED) == 1


def test_not_noted():
    RENDERED.clear()
    app.test_client().get("/")
    assert RENDERED == []
