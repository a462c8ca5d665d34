import pytest

from parser_ import parse_config


def test_good():
    assert parse_config("a=1") == {"a": "1"}


def test_bad():
    with pytest.raises(Exception):
        parse_confg("a")
