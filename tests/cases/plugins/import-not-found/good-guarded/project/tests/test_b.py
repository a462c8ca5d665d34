import pytest

yaml = pytest.importorskip("yaml")

from yaml.parser import Parser


def test_b():
    assert Parser and yaml
