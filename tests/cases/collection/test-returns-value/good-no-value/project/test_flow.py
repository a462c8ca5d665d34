from contextlib import contextmanager

import pytest


def check(value):
    assert value


def deliver(function):
    def wrapper():
        assert function()

    wrapper.__name__ = function.__name__
    return wrapper


def test_early():
    if not check:
        return
    return None


def test_delegates():
    return check(1)


def test_inner():
    def inner():
        return 1 == 1

    assert inner()


@deliver
def test_delivered():
    return 1 == 1


@contextmanager
def opened():
    yield 1


@pytest.fixture
def test_data():
    return {"a": 1}


def test_opened(test_data):
    with opened() as value:
        assert value == test_data["a"]
