import math
from math import isclose


class Circle:
    area = 6.28


def test_kind():
    isinstance(Circle(), int)
    kind = Circle
    issubclass(kind, int)
    callable(kind.area)


def test_area():
    area = Circle.area
    math.isclose(area, 12.566, rel_tol=1e-3)
    isclose(area, 12.566)


class TestTexts:
    def test_begins(self):
        name = "ann"
        name.startswith("b")
        str(name).endswith("b")

    def test_all(self):
        rows = [1, 2]
        all(row > 5 for row in rows)
        any([isinstance(row, str) for row in rows])
