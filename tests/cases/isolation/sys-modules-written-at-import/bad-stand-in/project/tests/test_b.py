import colorsys


def test_b():
    assert colorsys.rgb_to_hsv(0, 0, 0) == (0, 0, 0)
