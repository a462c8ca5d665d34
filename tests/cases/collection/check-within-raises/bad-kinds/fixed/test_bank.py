import unittest
from unittest.mock import Mock

import bank
import pytest


def test_log():
    log = []
    with pytest.raises(ValueError):
        bank.take(log, -1)
    assert log == []


def test_send():
    send = Mock()
    with pytest.raises((ValueError, TypeError), match="negative") as info:
        bank.take([], -1, send)
    send.assert_not_called()
    assert not send
    assert info


class BankTest(unittest.TestCase):
    def test_log(self):
        log = []
        with self.assertRaises(ValueError):
            bank.take(log, -1)

        assert log is None

    def test_sent(self):
        send = Mock()
        with self.assertRaisesRegex(ValueError, "neg"):
            bank.take([], -1, send)
        send.assert_called_once_with(1)

    def test_own_check(self):
        account = {"log": []}
        with self.assertRaises(ValueError):
            bank.take(account["log"], -1)
        self.assertEqual(account["log"], [])
        self.assertEqual(len(account), 2)
