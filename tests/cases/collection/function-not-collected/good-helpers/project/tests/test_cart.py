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
