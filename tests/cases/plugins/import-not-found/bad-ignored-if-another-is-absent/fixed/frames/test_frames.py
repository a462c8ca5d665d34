import pytest

shop_arrow = pytest.importorskip("shop_arrow")


def test_frames():
    assert shop_arrow
