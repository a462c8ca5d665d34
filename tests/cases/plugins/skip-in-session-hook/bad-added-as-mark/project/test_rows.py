import pytest


@pytest.fixture
def rows():
    return [1]


@pytest.mark.usefixtures("rows")
def test_rows():
    assert [1]
