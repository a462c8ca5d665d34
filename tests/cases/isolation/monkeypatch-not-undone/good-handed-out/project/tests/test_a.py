import os

import pytest
from pytest import MonkeyPatch


@pytest.fixture(scope="module", autouse=True)
def undone(zone):
    zone.setenv("APP_ZONE", "eu")
    yield
    zone.undo()


def test_limit(module_patch, session_patch, unused, class_patch, entered, finally_patch):
    module_patch.setenv("APP_LIMIT", "3")
    class_patch.setenv("APP_CLASS", "3")
    finally_patch.setenv("APP_FINALLY", "3")
    assert os.environ["APP_LIMIT"] == "3"
    assert unused


class TestSetup:
    def setup_method(self):
        self.patched = MonkeyPatch()
        self.patched.setenv("APP_NAME", "shop")

    def teardown_method(self):
        self.patched.undo()

    def test_name(self):
        assert os.environ["APP_NAME"] == "shop"
