import unittest

import pytest


def pay(amount):
    if amount < 0:
        raise ValueError("negative")
    return amount


def test_message():
    with pytest.raises(ValueError) as info:
        pay(-1)
    assert "positive" in str(info.value)


def test_match():
    with pytest.raises(
        ValueError,
    ) as info:
        amount = -2
        pay(amount)
    info.match("negative")
    assert info.type is ValueError


class PayTest(unittest.TestCase):
    def test_message(self):
        with self.assertRaises(ValueError) as caught:
            pay(-1)
            self.assertEqual(
                str(caught.exception),
                "positive",
            )
