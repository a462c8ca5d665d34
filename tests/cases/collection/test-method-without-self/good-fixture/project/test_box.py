import pytest


class TestBox:
    @staticmethod
    @pytest.fixture
    def box():
        return {"size": 1}

    @pytest.fixture
    def other(this, box):
        return box

    def test_size(self, box, other):
        assert box["size"] == 1
