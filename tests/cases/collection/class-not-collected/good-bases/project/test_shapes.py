import unittest

from shapes import Shape


class ShapeTests(unittest.TestCase):
    def test_sides(self):
        self.assertEqual(Shape.sides, 0)


class SharedTests:
    def test_sides(self):
        assert self.shape.sides >= 0


class TestShape(SharedTests):
    shape = Shape


class ShapeSpec:
    def test_name(self):
        assert Shape.__name__ == "Shape"


class Client:
    def test_connection(self):
        return True


def test_client():
    assert Client().test_connection()
