import itertools

from shop import client


def test_parsing():
    client.Flag.parsing = client.Flag.FULL
    assert client.Flag.parsing == "full"
    client.Flag.parsing = client.Flag.PLAIN


def test_strict():
    client.strict = True
    assert client.strict
    client.strict = False


def test_not_strict():
    client.strict = False
    assert not client.strict


def test_order():
    client.order = "MDY"
    assert client.order == "MDY"
    client.order = "DMY"


def test_numbers():
    client.numbers = itertools.count()
    assert next(client.numbers) == 0
