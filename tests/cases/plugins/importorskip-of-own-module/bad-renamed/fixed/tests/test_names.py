import pytest

from ports import names


def test_names():
    assert names.NAMES[80] == "http"
