class TestStore:
    def setup_method(self):
        self.rows = ["a"]
        yield
        self.rows.clear()

    def test_rows(self):
        assert self.rows == ["a"]
