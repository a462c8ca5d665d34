import contextlib
from contextlib import suppress
from unittest import TestCase


def test_nothing_remains():
    with contextlib.suppress(Exception):
        left = [1]
        assert left == []


def test_several():
    with suppress(ValueError, BaseException):
        for each in [1]:
            assert each == 2


class OwnTest(TestCase):
    def test_total(self):
        with suppress(Exception):
            self.assertEqual(1, 2)
