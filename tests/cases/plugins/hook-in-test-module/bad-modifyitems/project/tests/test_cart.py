import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow"))


@pytest.mark.slow
def test_slow():
    assert 1 + 1 == 3


def test_fast():
    assert 1 + 1 == 2
