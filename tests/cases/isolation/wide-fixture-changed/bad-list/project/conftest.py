import pytest


@pytest.fixture(scope="module")
def rows():
    rows = [{"id": 1}, {"id": 2}]
    yield rows


@pytest.fixture(scope="session")
def limits():
    return {"eu": 3}
