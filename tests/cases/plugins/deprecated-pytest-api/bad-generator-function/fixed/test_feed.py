import itertools

import pytest


def pages():
    yield "front"
    yield "back"


examples = pages()
pairs = itertools.product("ab", "cd")
ALL = ["a", "b"]


@pytest.mark.parametrize("page", list(examples))
def test_page(page):
    assert page


@pytest.mark.parametrize("one, other", list(pairs))
def test_pair(one, other):
    assert one < other


@pytest.mark.parametrize("page", list(pages()))
def test_again(page):
    assert page


@pytest.mark.parametrize("name", ALL)
def test_name(name):
    assert name
