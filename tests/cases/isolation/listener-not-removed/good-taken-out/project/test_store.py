import unittest

from django.contrib.auth.models import User
from django.db.models import Model
from django.db.models.signals import post_save, pre_save
from sqlalchemy import create_engine, event

from shop.signals import on_sold, sold
from store import engine

SEEN = []


def note(*args, **kwargs):
    SEEN.append(args)


class Own(Model):
    pass


def test_own_engine():
    own = create_engine("sqlite://")
    event.listen(own, "before_cursor_execute", note)
    assert own


def test_put_back():
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert engine
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_queries(queries, all_queries):
    assert queries == []


def test_weak():
    seen = []

    def local(sender, **kwargs):
        seen.append(sender)

    post_save.connect(local, sender=User)
    assert not seen


def test_own_sender():
    post_save.connect(note, sender=Own)
    assert SEEN == []


def test_switched_off_for_a_while():
    sold.disconnect(on_sold)
    assert SEEN == []
    sold.connect(on_sold)


class TestReceivers(unittest.TestCase):
    def setUp(self):
        pre_save.connect(note, sender=User)
        sold.connect(self.note)

    def tearDown(self):
        pre_save.disconnect(note, sender=User)

    def test_handed_over(self):
        sold.connect(note)
        self.addCleanup(sold.disconnect, note)
        event.listen(engine, "commit", note)
        self.addCleanup(event.remove, engine, "commit", note)

    def note(self, sender, **kwargs):
        self.seen = sender

    def test_saved(self):
        assert SEEN == []
