import pytest

from shop.cart import buy


def test_says_so(caplog):
    buy()
    assert caplog.messages == ["sold out"]
