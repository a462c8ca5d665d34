import os

import pytest
from pytest import MonkeyPatch


@pytest.fixture(scope="module")
def region():
    patched = MonkeyPatch()
    patched.setenv("REGION", "eu")
    yield "eu"
    patched.undo()


@pytest.fixture(scope="module")
def zone():
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZONE", "a")
        yield "a"


@pytest.fixture(scope="module")
def module_patch():
    patched = MonkeyPatch()
    yield patched
    patched.undo()


@pytest.fixture(scope="class")
def finalized(request):
    patched = MonkeyPatch()
    request.addfinalizer(patched.undo)
    patched.setenv("ZONE", "b")


def test_region(region, zone, module_patch):
    assert os.environ["REGION"] == region


def test_zone(finalized):
    assert os.environ["ZONE"] == "b"


def test_finally():
    patched = MonkeyPatch()
    try:
        patched.setenv("REGION", "us")
        assert os.environ["REGION"] == "us"
    finally:
        patched.undo()


class TestRegion:
    @classmethod
    def setup_class(cls):
        cls.patched = MonkeyPatch()
        cls.patched.setenv("REGION", "ap")

    @classmethod
    def teardown_class(cls):
        cls.patched.undo()

    def test_region(self):
        assert os.environ["REGION"] == "ap"
