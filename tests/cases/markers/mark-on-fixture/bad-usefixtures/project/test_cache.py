import pytest


@pytest.fixture
def folder(tmp_path):
    return tmp_path


@pytest.mark.usefixtures("folder")
@pytest.fixture
def cache():
    return {}


def test_cache(cache):
    assert not cache
