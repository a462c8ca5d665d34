import pytest


class Case:
    def __init__(self, text, length):
        self.text = text
        self.length = length


class Shown(Case):
    def __str__(self):
        return self.text


def upper(text):
    return text.upper()


CASES = [Case("a", 1), Case("bb", 2)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_length(case):
    assert len(case.text) == case.length


@pytest.mark.parametrize("case", CASES, ids=[repr(case) for case in CASES])
def test_length_again(case):
    assert len(case.text) == case.length


@pytest.mark.parametrize(("change", "text"), [(upper, "A"), (lambda text: text, "a")], ids=repr)
def test_change(change, text):
    assert change("a") == text


@pytest.fixture(params=[Case("a", 1)], ids=str)
def case(request):
    return request.param


def test_case(case):
    assert case.length == 1
