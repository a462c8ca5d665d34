import sys
from types import SimpleNamespace


def test_without_speedups():
    sys.modules["colorsys"] = SimpleNamespace(rgb_to_hsv=None)
    import colorsys

    assert colorsys.rgb_to_hsv is None


def test_with_speedups():
    import colorsys

    assert colorsys.rgb_to_hsv(0, 0, 0) == (0, 0, 0)
