import sys

import pytest

import shop
from tests.payloads import ORDER


def test_limit():
    shop.app.config["LIMIT"] = 1
    assert shop.app.config["LIMIT"] == 1


@pytest.fixture
def bad_order():
    ORDER["id"] = None
    return ORDER


def test_bad_order(bad_order):
    assert bad_order["id"] is None


class TestOptions:
    def setup_method(self):
        ORDER.update(lines=[])

    def test_no_lines(self):
        assert not ORDER["lines"]


def test_arguments():
    sys.argv[1:] = ["--limit", "3"]
    assert sys.argv[-1] == "3"
