import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument


def test_round_trip():
    @given(st.text())
    def check(text):
        assert text == text

    check()


def test_handed_on():
    @given(st.text())
    def inner(text):
        assert text == text

    for each in (inner,):
        each()


def registered(function):
    function()
    return function


def test_registered():
    @registered
    @given(st.text())
    def takes(text):
        assert text == text


def helper():
    @given(st.text())
    def made(text):
        assert text == text

    return made


def test_refused():
    with pytest.raises(InvalidArgument):

        @settings(max_examples=1)
        @settings(max_examples=2)
        @given(st.text())
        def twice(text):
            assert text == text


def test_maybe_refused():
    try:

        @given(st.text())
        def tried(text):
            assert text == text

    except TypeError:
        pytest.skip("too old")


def fails_with(error):
    def decorate(function):
        @functools.wraps(function)
        def inner():
            with pytest.raises(error):
                function()

        return inner

    return decorate


@fails_with(InvalidArgument)
def test_refused_by_decorator():
    @given(st.text())
    @settings()
    @settings()
    def twice(text):
        assert text == text
