import pytest


@pytest.fixture
def engine():
    return "sqlite"


@pytest.fixture
def store(engine):
    return {"engine": engine}


@pytest.fixture(autouse=True)
def clock(hour):
    return hour


@pytest.fixture
def hour():
    return 12
