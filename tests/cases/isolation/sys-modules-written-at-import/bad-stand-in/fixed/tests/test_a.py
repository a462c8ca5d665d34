import sys
from unittest import mock


def test_a():
    with mock.patch.dict(sys.modules, {"colorsys": mock.MagicMock()}):
        import colorsys

        colorsys.rgb_to_hsv(0, 0, 0)
        colorsys.rgb_to_hsv.assert_called_once()
