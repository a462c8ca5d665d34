import langs
import pytest

WORKING = langs.ALL - langs.BROKEN
FEW = frozenset({"en", "de", "fr", "it", "es"})


def test_lang(lang):
    assert len(lang) == 2


@pytest.mark.parametrize("name", sorted(WORKING))
def test_working(name):
    assert name


@pytest.mark.parametrize("name", sorted(FEW, key=len), ids=str.upper)
def test_sorted(name):
    assert name


@pytest.mark.parametrize("name", sorted({"En", "EN", "de"}, key=str.lower))
def test_lower(name):
    assert name
