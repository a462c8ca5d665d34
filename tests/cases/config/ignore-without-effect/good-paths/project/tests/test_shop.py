class TestCart:
    def test_a(self):
        assert False


def test_flaky():
    assert False


def test_total():
    assert True
