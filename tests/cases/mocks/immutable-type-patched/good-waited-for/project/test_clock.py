import unittest
from datetime import datetime
from unittest.mock import patch

import pytest

from shop.clock import year


def test_refused():
    with pytest.raises(TypeError), patch.object(datetime, "now"):
        year()
    with pytest.raises(TypeError), patch("shop.clock.datetime.now"):
        year()


@pytest.mark.xfail(reason="written in C", strict=True)
@patch("datetime.datetime.now")
def test_not_minded(now):
    assert year()


@pytest.mark.skip(reason="written in C")
class TestSkipped:
    def test_year(self, monkeypatch):
        monkeypatch.setattr("datetime.datetime.now", None)


class YearTests(unittest.TestCase):
    @unittest.skip("written in C")
    @patch("datetime.datetime.now")
    def test_year(self, now):
        assert year()

    def test_refused(self):
        with self.assertRaises(TypeError):
            with patch("datetime.datetime.now"):
                year()


def test_tried():
    try:
        with patch.object(datetime, "now"):
            year()
    except TypeError:
        pass


def helper(datetime, monkeypatch):
    monkeypatch.setattr(datetime, "now", 3)
    return datetime.now


def test_other_object(monkeypatch):
    class Clock:
        now = 2

    assert helper(Clock, monkeypatch) == 3
