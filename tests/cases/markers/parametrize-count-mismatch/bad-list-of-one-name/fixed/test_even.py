import pytest


class TestEven:
    @pytest.mark.parametrize("number", [2, 4])
    def test_even(self, number):
        assert number % 2 == 0
