import json

from shop import wire


class Refusing:
    def dumps(self, order):
        raise TypeError(order)


def test_refused():
    wire._json = Refusing()
    assert wire.sent([1]) is None
    wire._json = json


def test_sent():
    assert wire.sent([1]) == "[1]"
