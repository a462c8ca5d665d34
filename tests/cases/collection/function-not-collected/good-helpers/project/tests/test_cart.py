import unittest

import pytest


def test_data():
    return [1, 2]


def test_sum(numbers):
    assert sum(numbers) == 3
    return True


@pytest.fixture
def test_client():
    assert True
    return "client"


def check_sum(test_client):
    assert test_sum(test_data()) and test_client


class TestCart(unittest.TestCase):
    def test_total(self):
        assert True


class Base:
    def test_price(self):
        assert True


ROUTES = {}


def route(path):
    return lambda function: ROUTES.setdefault(path, function)


@route("/test")
def test_page():
    assert ROUTES


class TestCounter:
    def __init__(self, start=0):
        self.count = start

    def test_count(self):
        assert self.count == 0
