import contextlib
from unittest import TestCase
from unittest.mock import patch

import pytest


def test_shown(capsys):
    with capsys.disabled:
        print("seen")


def test_level(caplog):
    with caplog.at_level as level:
        assert level


class TestPatched:
    def test_context(self, monkeypatch, capfd):
        with capfd.disabled(), monkeypatch.context as m:
            m.setenv("A", "1")


def test_raises():
    with pytest.raises:
        int("a")


def test_patched():
    with patch.object as send:
        assert send


class OwnTest(TestCase):
    def test_parts(self):
        with self.subTest:
            pass

    def test_quiet(self):
        with contextlib.suppress:
            pass


def test_loud(loud):
    print("seen")
