import unittest


class TestOuter:
    class TestInner:
        def test_one(self):
            pass


class TestCase(unittest.TestCase):
    class Row:
        def test_value(self):
            return 1

    class TestShared:
        def test_shared(self):
            pass

    def test_row(self):
        assert self.Row().test_value() == 1
        assert self.TestShared
