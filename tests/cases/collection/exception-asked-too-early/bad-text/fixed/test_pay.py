import unittest

import pytest


def pay(amount):
    if amount < 0:
        raise ValueError("negative")
    return amount


def test_in():
    with pytest.raises(ValueError) as info:
        pay(-1)
    assert "positive" in str(info.value)


def test_text():
    with pytest.raises(ValueError) as info:
        pay(-1)
    assert info.type is ValueError
    message = str(info.value)
    assert "negative" in message and "positive" not in str(info.value)


class PayTest(unittest.TestCase):
    def test_message(self):
        with self.assertRaises(ValueError) as caught:
            pay(-1)
        self.assertEqual("negative", str(caught.exception))
