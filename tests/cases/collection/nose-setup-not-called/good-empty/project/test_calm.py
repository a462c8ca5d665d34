def setup():
    """Nothing to prepare."""


def teardown(): ...


class TestCalm:
    def setup(self):
        pass

    def teardown(self):
        """Nothing is left behind."""

    def test_sum(self):
        assert 1 + 1 == 2


class TestDerived(TestCalm):
    def test_product(self):
        assert 2 * 3 == 6
