import pytest


class Site:
    def __init__(self):
        self.code_registry = {}


@pytest.fixture(scope="module")
def site():
    return Site()


def test_mixed(site):
    assert site


@pytest.mark.parametrize("code", [len, str])
def test_code(site, code):
    site.code_registry["one"] = code
    assert site.code_registry["one"] is code
