import pytest


class TestStore:
    @pytest.fixture(autouse=True)
    def set_up(self):
        self.rows = ["a"]
        yield
        self.rows.clear()

    def test_rows(self):
        assert self.rows == ["a"]
