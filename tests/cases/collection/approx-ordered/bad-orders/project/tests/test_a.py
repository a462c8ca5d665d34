import pytest
from pytest import approx


def test_small():
    assert 1.5 <= pytest.approx(1.5)


def test_large():
    mean = 1.5
    assert pytest.approx(1.0, abs=0.1) < mean


class TestMean:
    def test_between(self):
        mean = 1.5
        assert 1 < mean < approx(2.0)

    def test_rows(self):
        for mean in [[1.0]]:
            assert mean >= approx([1.0])

    def test_kept(self):
        is_more = 2.0 > approx(1.0)
        assert is_more
