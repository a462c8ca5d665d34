import pytest


@pytest.fixture(scope="session", autouse=True)
def offline():
    patched = pytest.MonkeyPatch()
    patched.setenv("OFFLINE", "1")
