import hypothesis.strategies as st
from hypothesis import given
from hypothesis.strategies import dictionaries, lists, one_of, text


@given(numbers=st.lists(st.integers))
def test_sorted(numbers):
    assert sorted(numbers)


@given(one_of(st.none(), text))
def test_one(value):
    assert value


@given(lists(elements=dictionaries(text, st.integers())))
def test_deep(value):
    assert value
