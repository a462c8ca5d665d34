class TestOrder:
    def test_total(self):
        assert 1 + 1 == 3

    def test_lines(self):
        assert []


def test_module():
    assert 1
