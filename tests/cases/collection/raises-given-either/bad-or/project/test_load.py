import json
import unittest

import pytest
from pytest import mark, raises


def load(text):
    return {}[text]


def test_load():
    with pytest.raises(ValueError or KeyError):
        load("x")


def test_imported():
    with raises(json.JSONDecodeError or KeyError, match="x"):
        load("x")


@mark.xfail(raises=ValueError or KeyError, strict=True)
def test_expected():
    load("x")


class TestLoad(unittest.TestCase):
    def test_load(self):
        with self.assertRaises(KeyError and ValueError):
            load("x")
