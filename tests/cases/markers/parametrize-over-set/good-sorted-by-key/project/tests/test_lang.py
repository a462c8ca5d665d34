import pytest
from langs import ALL, BROKEN

LANGS = {"e", "de", "fra"}


@pytest.mark.parametrize("name", sorted(LANGS, key=len))
def test_sizes(name):
    assert name


@pytest.mark.parametrize("name", sorted({"En", "de"}, key=str.lower))
def test_lower(name):
    assert name


@pytest.mark.parametrize("name", sorted({"en", "de"}, key=lambda each: (len(each), each)))
def test_both(name):
    assert name


@pytest.mark.parametrize("name", sorted(["en", "de"], key=len))
def test_list(name):
    assert name


@pytest.mark.parametrize("name", sorted(sorted({"en", "de"}), key=len))
def test_twice(name):
    assert name


@pytest.mark.parametrize("name", sorted(ALL - BROKEN))
def test_difference(name):
    assert name
