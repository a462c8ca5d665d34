import pytest


def test_skip():
    pytest.skip(reason="not here")


def test_skip_again():
    pytest.skip("not here")
