from pytest import approx


def test_rows():
    assert [(0.1 + 0.2, 1)] == approx([(0.3, 1)])
