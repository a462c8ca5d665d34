import unittest


class TotalTest(unittest.TestCase):
    def test_total(self):
        total, why = 2, "no total"
        self.assertTrue(total, "no total")
        self.assertTrue(total, why)
        self.assertTrue(total, f"{total} is none")
        self.assertTrue(total > 1, 1)
        self.assertTrue(total, msg=why)
        self.assertTrue(total, None)
        self.assertTrue(total, True)
        self.assertFalse(not total, repr(total))


class Checker:
    def assertTrue(self, name, count):
        assert name == count


def test_other():
    Checker().assertTrue(1, 1)
