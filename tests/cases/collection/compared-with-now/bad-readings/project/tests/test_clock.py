import datetime as dt
import time
import unittest
from datetime import datetime, timezone
from types import SimpleNamespace


def made():
    return SimpleNamespace(created=datetime.now(), stamp=time.time_ns())


def test_created():
    order = made()
    assert order.created == datetime.now()


async def stamp_of(order):
    return order.stamp


class TestStamp:
    def test_stamp(self):
        order = made()
        assert order and time.time_ns() == order.stamp

    def test_aware(self):
        seen = {"at": dt.datetime.now(tz=timezone.utc)}
        assert seen["at"] == dt.datetime.now(timezone.utc), "too late"


class OldTests(unittest.TestCase):
    def test_created(self):
        self.assertEqual(made().created, datetime.now())
