import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.errors import NonInteractiveExampleWarning
from shop import book

some_id = st.integers(min_value=1)


def test_warns():
    with pytest.warns(NonInteractiveExampleWarning):
        some_id.example()


@pytest.mark.filterwarnings("ignore")
def test_ignored():
    assert some_id.example() > 0


def test_other():
    assert book.example()


@given(some_id)
@example(1)
def test_given(number):
    assert number > 0
