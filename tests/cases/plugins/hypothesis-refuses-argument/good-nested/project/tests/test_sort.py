import hypothesis.strategies as st
from hypothesis import given


@given(st.sampled_from([st.text, st.integers]), st.just(st.text), st.builds(st.text), st.lists(st.integers(), min_size=1))
def test_values(maker, same, made, numbers):
    assert maker


@given(st.lists(st.integers().map(st.text), max_size=1), st.functions(like=st.text), st.deferred(st.text))
def test_functions(values, function, late):
    assert function


@given(st.lists(st.one_of([st.text(), st.none()])))
def test_choice(values):
    assert values
