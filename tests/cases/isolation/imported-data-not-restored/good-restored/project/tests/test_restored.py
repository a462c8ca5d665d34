import copy
import unittest
from contextlib import ExitStack
from unittest import mock

import pytest

from press import app, current_page, registry
from press.registry import CACHE, FLAGS, TYPES
from tests.results import RESULTS


def test_setitem(monkeypatch):
    monkeypatch.setitem(TYPES, "draft", list)
    monkeypatch.setitem(registry.FLAGS, "beta", True)
    assert TYPES["draft"] is list


@mock.patch.dict(FLAGS, {"beta": True})
def test_decorated():
    FLAGS["alpha"] = True
    assert FLAGS["beta"]


def test_patched_by_name():
    with mock.patch.dict("press.registry.TYPES", draft=list):
        TYPES["other"] = list
        assert registry.TYPES["draft"] is list


def test_stacked():
    with ExitStack() as stack:
        stack.enter_context(mock.patch.dict(TYPES))
        TYPES["draft"] = list


def test_finally():
    TYPES["draft"] = list
    try:
        assert TYPES["draft"] is list
    finally:
        del TYPES["draft"]


def test_popped_and_put_back():
    kind = TYPES.pop("post")
    try:
        assert "post" not in TYPES
    finally:
        TYPES["post"] = kind


def test_asked_for(flags):
    FLAGS["gamma"] = True
    assert flags["gamma"]


def test_cleaned_up_behind_the_code(request):
    request.addfinalizer(registry.reset)
    TYPES["draft"] = list


def test_of_the_code():
    registry.register("story", list)
    assert TYPES.pop("story") is list


def test_copy():
    types = dict(TYPES)
    types["draft"] = list
    deep = copy.deepcopy(FLAGS)
    deep["beta"] = True
    assert "draft" not in TYPES


def test_collects():
    RESULTS["collects"] = 1.5
    CACHE["page"] = "text"
    current_page["name"] = "home"


def test_shadowed(tmp_path):
    TYPES = {}
    TYPES["draft"] = list
    assert TYPES


@pytest.fixture
def client():
    app.config["TESTING"] = True
    app.config["LIMIT"] = 5
    return app


def test_client(client):
    client.config["LIMIT"] = 7
    assert client.config["TESTING"]


def test_is_testing():
    app.config["TESTING"] = True
    assert app.config["TESTING"]


class FlagsTest(unittest.TestCase):
    def setUp(self):
        self.saved = FLAGS["beta"]
        FLAGS["beta"] = True

    def tearDown(self):
        FLAGS["beta"] = self.saved

    def test_beta(self):
        self.assertTrue(FLAGS["beta"])


class CleanedTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(TYPES.pop, "draft", None)
        TYPES["draft"] = list

    def test_draft(self):
        self.assertIs(TYPES["draft"], list)


class PatchedTest(unittest.TestCase):
    def setUp(self):
        patcher = mock.patch.dict(TYPES)
        patcher.start()
        self.addCleanup(patcher.stop)
        TYPES["draft"] = list

    def test_draft(self):
        self.assertIs(TYPES["draft"], list)


def test_all(all_beta):
    assert "draft" not in TYPES and "story" not in TYPES and "other" not in TYPES
