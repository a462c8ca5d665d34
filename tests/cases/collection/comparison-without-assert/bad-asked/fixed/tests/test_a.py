import math
from math import isclose


class Circle:
    area = 6.28


def test_kind():
    assert isinstance(Circle(), int)
    kind = Circle
    assert issubclass(kind, int)
    assert callable(kind.area)


def test_area():
    area = Circle.area
    assert math.isclose(area, 12.566, rel_tol=1e-3)
    assert isclose(area, 12.566)


class TestTexts:
    def test_begins(self):
        name = "ann"
        assert name.startswith("b")
        assert str(name).endswith("b")

    def test_all(self):
        rows = [1, 2]
        assert all(row > 5 for row in rows)
        assert any([isinstance(row, str) for row in rows])
