import os
import unittest
from unittest import mock

import pytest


@pytest.fixture
def clean():
    saved = os.environ.copy()
    os.environ.clear()
    yield
    os.environ.clear()
    os.environ.update(saved)


def test_other():
    saved = os.environ
    os.environ = {"REGION": "eu"}
    try:
        assert os.environ["REGION"] == "eu"
    finally:
        os.environ = saved


def test_patched(monkeypatch, clean):
    monkeypatch.setattr(os, "environ", {"REGION": "eu"})
    assert os.environ


@mock.patch.dict(os.environ)
def test_decorated():
    os.environ.clear()
    assert not os.environ


def test_with():
    with mock.patch.dict(os.environ, clear=True):
        os.environ.clear()


class TestCase(unittest.TestCase):
    def setUp(self):
        self.saved = dict(os.environ)
        os.environ.clear()

    def tearDown(self):
        os.environ.clear()
        os.environ.update(self.saved)

    def test_empty(self):
        assert not os.environ
