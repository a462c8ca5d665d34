import pytest


@pytest.mark.sphinx(testroot="pages")
def test_pages():
    assert 1
