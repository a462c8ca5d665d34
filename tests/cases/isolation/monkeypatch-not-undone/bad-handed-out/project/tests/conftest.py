import pytest
from pytest import MonkeyPatch, fixture


@fixture
def env():
    mp = pytest.MonkeyPatch()
    mp.setenv("APP_ENV", "test")
    return mp


@pytest.fixture(scope="module")
def module_patch():
    return MonkeyPatch()


@pytest.fixture(name="zone", scope="class")
def zone_patch():
    patched = MonkeyPatch()
    patched.setenv("APP_ZONE", "eu")
    yield patched


@pytest.fixture
async def region():
    patched = MonkeyPatch()
    yield patched
