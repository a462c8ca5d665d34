from ..helpers.grammar import WORD


def test_word():
    assert WORD
