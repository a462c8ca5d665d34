import limits


class TestLimits:
    def setUp(self):  # pytest calls it in classes of unittest alone
        limits.WAIT = 0.1

    def test_wait(self):
        assert limits.WAIT == 2.0


def test_gate():
    gate = limits.Gate()
    gate.setUp()
    assert gate.open
