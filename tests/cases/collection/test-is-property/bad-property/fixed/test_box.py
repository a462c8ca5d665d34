import functools


class TestBox:
    def test_size(self):
        assert 1 + 1 == 3

    def test_weight(self):
        """It is heavy."""
        assert not self

    def test_other(self):
        assert True
