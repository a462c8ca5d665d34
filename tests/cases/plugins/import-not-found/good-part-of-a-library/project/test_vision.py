import pytest

pytest.importorskip("shop.vision")
import cv2


def test_size():
    assert cv2
