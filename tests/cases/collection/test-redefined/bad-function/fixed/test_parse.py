import pytest


def parse(text):
    return text.strip().lower()


def test_parse_spaces():
    assert parse(" a ") == "a"
    assert parse("A ") == "b"


@pytest.mark.parametrize("text", ["A", "a"])
def test_parse_spaces_2(text):
    assert parse(text) == "a"


class TestParse:
    def test_empty(self):
        assert parse(" ") == "x"

    def test_word(self):
        assert parse("Word") == "word"

    def test_empty_2(self):
        assert parse("") == ""
