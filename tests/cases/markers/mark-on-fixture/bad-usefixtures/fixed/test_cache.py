import pytest


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.fixture
def cache(folder):
    return {}


def test_cache(cache):
    assert not cache
