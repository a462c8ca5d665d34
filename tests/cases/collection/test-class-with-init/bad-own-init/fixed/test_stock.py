class TestStock:
    def setup_method(self):
        self.items = ["bolt", "nut"]

    def test_count(self):
        assert len(self.items) == 2

    def test_first(self):
        assert self.items[0] == "bolt"


def test_names():
    assert "bolt".isalpha()
