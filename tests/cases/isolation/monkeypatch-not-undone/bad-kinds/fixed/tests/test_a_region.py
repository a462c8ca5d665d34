import os

import pytest
from pytest import MonkeyPatch


@pytest.fixture(scope="module")
def region(request):
    patched = pytest.MonkeyPatch()
    request.addfinalizer(patched.undo)
    patched.setenv("REGION", "eu")
    return "eu"


def test_region(region):
    assert os.environ["REGION"] == region


def test_by_hand(request):
    patched = MonkeyPatch()
    request.addfinalizer(patched.undo)
    patched.setenv("REGION", "us")
    assert os.environ["REGION"] == "us"


class TestRegion:
    @classmethod
    def setup_class(cls):
        cls.patched = MonkeyPatch()
        cls.patched.setenv("REGION", "ap")

    def test_region(self):
        assert os.environ["REGION"] == "ap"
