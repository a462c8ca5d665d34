from unittest import TestCase

import money
import pytest
from money import Price, to_cents

WRONG = ["-1", "12,50"]


def test_refuses():
    with pytest.raises(ValueError):
        to_cents("-1.00")
        to_cents("12,50")


def test_refuses_kinds():
    with pytest.raises(ValueError, match="negative"):
        price = Price(text="-1")
        price = Price(cents=-1)
        price = Price(text="")


def test_of_module():
    text = "-2"
    with pytest.raises(ValueError) as info:
        money.to_cents(text)
        money.to_cents("b")
    assert "negative" in str(info.value)


class OwnTest(TestCase):
    def test_refuses(self):
        with self.assertRaises(ValueError):
            to_cents("-1")
            to_cents("a")


def test_all():
    with pytest.raises(ValueError):
        for text in WRONG:
            to_cents(text)


def test_all_of_own():
    wrong = (("-1", 1), ("a", 2))
    with pytest.raises(ValueError):
        for text, cents in wrong:
            Price(text, cents=cents)


async def unused():
    with pytest.raises(ValueError):
        to_cents("-1")
