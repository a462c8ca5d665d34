import pytest


def test_inner_run():
    assert pytest.main("--version") == 0
