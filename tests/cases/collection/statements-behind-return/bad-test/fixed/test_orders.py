import unittest


def orders(paid):
    return [1] if paid else []


def test_paid():
    found = orders(True)
    assert found == [2]


def test_each():
    for paid in (True, False):
        found = orders(paid)
        assert isinstance(found, list)
        return found.sort(
            reverse=True,
        )
        # all of them

        assert found == [7]


class OrdersTest(unittest.TestCase):
    def test_unpaid(self):
        with self.subTest("none"):

            assert orders(False) == [3]
