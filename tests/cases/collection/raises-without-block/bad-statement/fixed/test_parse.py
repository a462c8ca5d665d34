import pytest


def parse(text):
    return 0


def test_parse():
    with pytest.raises(ValueError, match="no number"):
        parse("x")
