import pytest


class TestUse:
    @pytest.mark.order(after="TestMake::test_make")
    def test_uses(self):
        assert sum([1, 2]) == 3


class TestMake:
    def test_make(self):
        assert sum([1, 2]) == 3
