import pytest
from pytest import MonkeyPatch


@pytest.fixture(scope="module")
def module_patch():
    patched = MonkeyPatch()
    yield patched
    patched.undo()


@pytest.fixture(scope="session")
def session_patch():
    patched = MonkeyPatch()
    patched.setenv("APP_SESSION", "1")
    yield patched


@pytest.fixture(scope="module")
def zone():
    return MonkeyPatch()


@pytest.fixture(scope="module")
def unused():
    return MonkeyPatch()


@pytest.fixture(scope="class")
def class_patch(request):
    patched = MonkeyPatch()
    request.addfinalizer(patched.undo)
    return patched


@pytest.fixture(scope="module")
def entered():
    with MonkeyPatch.context() as patched:
        patched.setenv("APP_ENTERED", "1")
        yield patched


@pytest.fixture
def finally_patch():
    patched = MonkeyPatch()
    try:
        yield patched
    finally:
        patched.undo()
