import pytest

pytest.importorskip("numpy")


def test_curve(num_regression):
    num_regression.check({"y": [0.0, 1.5]})
