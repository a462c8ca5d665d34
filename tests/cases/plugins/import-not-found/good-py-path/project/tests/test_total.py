from py.path import local
import py.error


def test_total():
    assert local and py.error
