import pytest
from pytest import MonkeyPatch, fixture


@fixture
def env(request):
    mp = pytest.MonkeyPatch()
    mp.setenv("APP_ENV", "test")
    yield mp
    request.addfinalizer(mp.undo)


@pytest.fixture(scope="module")
def module_patch():
    return MonkeyPatch()


@pytest.fixture(name="zone", scope="class")
def zone_patch(request):
    patched = MonkeyPatch()
    patched.setenv("APP_ZONE", "eu")
    yield patched
    request.addfinalizer(patched.undo)


@pytest.fixture
async def region(request):
    patched = MonkeyPatch()
    yield patched
    request.addfinalizer(patched.undo)
