import pytest


def area(width, height):
    return width + height


@pytest.mark.parametrize(("width", "height", "expected"), [(1, 2, 2), (2, 3, 6)])
def test_area(width, height, expected):
    assert area(width, height) == expected


class TestArea:
    def test_zero(self):
        if area(0, 0):
            assert False
            return
        assert True
