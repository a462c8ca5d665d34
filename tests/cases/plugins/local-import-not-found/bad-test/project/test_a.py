import pytest


@pytest.mark.parametrize("size", [1])
def test_sum(size):
    import numpy as np

    assert np.ones(size).sum() == 1


class TestShop:
    def test_mean(self, tmp_path):
        from numpy import mean

        assert mean([1, 1]) == 1
