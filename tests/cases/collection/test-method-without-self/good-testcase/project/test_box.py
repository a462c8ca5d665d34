import unittest


class TestBox(unittest.TestCase):
    def test_box(box):
        box.assertTrue(box)
