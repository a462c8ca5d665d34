import unittest

from helpers import Fake, TestState, TestVoucher


class TestPlain:
    def setup_method(self):
        self.fake = Fake()

    def test_fake(self):
        assert self.fake.calls == []


class TestLegacy(unittest.TestCase):
    def __init__(self, name="runTest"):
        super().__init__(name)
        self.ready = True

    def test_ready(self):
        self.assertTrue(self.ready)


def test_voucher():
    assert TestVoucher("x").code == "x"
    assert TestState.OPEN.value == 1
