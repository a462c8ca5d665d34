import pytest as pt


def test_dict():
    assert {"a": {"b": 0.1 + 0.2}} == pt.approx({"a": {"b": 0.3}})


class TestRows:
    def test_rows(self):
        rows = [0.1, 0.2]
        assert [rows, [0.3]] == pt.approx([rows, [0.3]], abs=1e-6)

    def test_made(self):
        assert [[0.1 + 0.2]] == pt.approx([[each] for each in (0.3,)])
