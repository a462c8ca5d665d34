import unittest

import pytest


@pytest.fixture
def pdb():
    class Stand:
        set_trace = staticmethod(lambda: 1)

    return Stand()


def test_switched_off():
    breakpoint()


def test_stand_in(pdb):
    pdb.set_trace()


class TestByHand(unittest.TestCase):
    @unittest.skip("by hand")
    def test_stop(self):
        import pdb; pdb.set_trace()


@unittest.skip("by hand")
class TestAllByHand(unittest.TestCase):
    def test_stop(self):
        import pdb; pdb.set_trace()
