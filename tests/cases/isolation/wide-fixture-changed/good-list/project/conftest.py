import pytest


@pytest.fixture(scope="session")
def rows():
    return [{"id": 1}, {"id": 2}]


@pytest.fixture
def own_rows(rows):
    return list(rows)


@pytest.fixture(scope="module")
def seen():
    return []


@pytest.fixture(autouse=True)
def each_seen(seen):
    yield
    seen.append("end")


@pytest.fixture(scope="module")
def limits():
    return {"eu": 3}


@pytest.fixture
def names():
    return ["ann"]


@pytest.fixture(scope="session")
def results():
    return []
