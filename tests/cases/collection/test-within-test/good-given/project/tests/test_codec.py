from hypothesis import given
from hypothesis import strategies as st


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
