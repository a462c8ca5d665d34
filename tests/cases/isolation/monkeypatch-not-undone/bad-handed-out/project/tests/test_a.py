import os

import pytest
from pytest import MonkeyPatch


def test_env(env):
    assert os.environ["APP_ENV"] == "test"


def test_limit(module_patch):
    module_patch.setenv("APP_LIMIT", "3")
    assert os.environ["APP_LIMIT"] == "3"


class TestZone:
    def test_zone(self, zone):
        assert os.environ["APP_ZONE"] == "eu"


async def test_region(region):
    region.setenv("APP_REGION", "ap")
    assert os.environ["APP_REGION"] == "ap"


class TestSetup:
    def setup_method(self):
        self.patched = MonkeyPatch()
        self.patched.setenv("APP_NAME", "shop")

    @pytest.fixture
    def own(self):
        patched = MonkeyPatch()
        patched.setenv("APP_OWN", "1")
        return patched

    def test_name(self, own):
        assert os.environ["APP_NAME"] == "shop"
