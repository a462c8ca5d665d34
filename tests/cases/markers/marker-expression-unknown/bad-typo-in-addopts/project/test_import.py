import pytest


@pytest.mark.slow
def test_whole_archive():
    assert True


def test_one_file():
    assert True
