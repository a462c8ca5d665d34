import pytest


def test_skip():
    pytest.skip(reason="not here")
