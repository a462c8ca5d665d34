import pytest

from shop.cart import buy


class TestCart:
    def test_says_so(self, caplog):
        buy()
        assert caplog.messages == ["sold out"]
