import pdb

import pytest


def stop():
    pdb.set_trace()


def test_empty(cart):
    text = "import pdb; pdb.set_trace()"
    assert cart == [] and text
    # breakpoint()


def test_caught(cart):
    try:
        cart.append(1)
    except ValueError:
        pdb.set_trace()
    assert cart


@pytest.mark.skip(reason="by hand")
def test_by_hand():
    breakpoint()


def test_own(monkeypatch):
    stopped = []
    monkeypatch.setattr(pdb, "set_trace", lambda: stopped.append(1))
    pdb.set_trace()
    assert stopped


def test_own_name():
    def breakpoint():
        return 1

    breakpoint()
