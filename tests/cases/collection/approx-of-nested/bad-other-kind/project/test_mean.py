from pytest import approx


def test_rows():
    assert {"a": [0.1 + 0.2]} == approx({"a": [0.3]})
