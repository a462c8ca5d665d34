import pytest


@pytest.fixture
def more(settings):
    settings.PATHS.append("b")
    yield
    settings.PATHS.remove("b")


@pytest.fixture(autouse=True)
def steps(settings):
    settings.STEPS = ["first"]
