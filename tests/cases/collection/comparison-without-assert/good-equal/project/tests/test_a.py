from contextlib import contextmanager

import pytest


class Recorder:
    def __init__(self):
        self.seen = []

    def __eq__(self, other):
        self.seen.append(other)
        return True

    def lost(self):
        return 1

    def __hash__(self):
        return 1


@contextmanager
def should_raise(kind):
    with pytest.raises(kind):
        yield


def test_sum():
    total = 1 + 1
    assert total == 2
    is_three = total == 3
    assert not is_three


def test_incomparable():
    with pytest.raises(TypeError):
        1 < "2"


def test_also_incomparable():
    with should_raise(TypeError):
        Recorder().seen > 3


def test_what_is_compared_is_recorded():
    recorder = Recorder()
    recorder == 3
    assert recorder.seen == [3]


REFUSED = pytest.raises(TypeError)


def test_refused():
    with REFUSED:
        Recorder().lost(1) == 1


class Shelf(dict):
    def __contains__(self, name):
        self[name] = 1
        return True


def test_what_is_looked_for_is_fetched():
    shelf = Shelf()
    shelf.lend = lambda: shelf
    "book" in shelf.lend()
    assert shelf["book"] == 1


def test_comparison_writes_nothing(capsys):
    Shelf({1: 2}) == Shelf({1: 2})
    assert not capsys.readouterr().out
