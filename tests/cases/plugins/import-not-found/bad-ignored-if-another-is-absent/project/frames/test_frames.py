import shop_arrow


def test_frames():
    assert shop_arrow
