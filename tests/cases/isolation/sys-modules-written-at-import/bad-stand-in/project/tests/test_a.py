import sys
from unittest import mock

sys.modules["colorsys"] = mock.MagicMock()


def test_a():
    import colorsys

    colorsys.rgb_to_hsv(0, 0, 0)
    colorsys.rgb_to_hsv.assert_called_once()
