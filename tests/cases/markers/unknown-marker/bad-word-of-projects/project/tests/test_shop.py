import pytest as pt

pytestmark = [pt.mark.slow, pt.mark.integration]


class TestShop:
    def test_price(self):
        assert 1 + 1 == 2
