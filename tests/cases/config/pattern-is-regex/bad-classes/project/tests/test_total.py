class TotalSpec:
    def test_total(self):
        assert True


class TestOther:
    def test_total(self):
        assert True
