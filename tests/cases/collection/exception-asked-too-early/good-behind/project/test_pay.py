import unittest
import warnings

import pytest


def pay(amount):
    if amount < 0:
        raise ValueError("negative")
    return amount


def test_message():
    with pytest.raises(ValueError) as info:
        pay(-1)
    assert "negative" in str(info.value)


def test_nested():
    with pytest.raises(KeyError) as outer:
        with pytest.raises(ValueError) as inner:
            pay(-1)
        assert "negative" in str(inner.value)
        raise KeyError("x")
    assert outer.value.args == ("x",)


def test_asks_for_the_exception_on_purpose():
    with pytest.raises(AssertionError) as info:
        info.value


def test_later():
    with pytest.raises(ValueError) as info:
        say = lambda: str(info.value)
        pay(-1)
    assert say() == "negative"


def test_warns():
    with pytest.warns(UserWarning) as record:
        warnings.warn("old", UserWarning, stacklevel=1)
        assert str(record[0].message) == "old"


def test_other_name():
    info = [1]
    with pytest.raises(ValueError):
        assert info
        pay(-1)


class PayTest(unittest.TestCase):
    def test_message(self):
        with self.assertRaises(ValueError) as caught:
            pay(-1)
        self.assertEqual(str(caught.exception), "negative")
