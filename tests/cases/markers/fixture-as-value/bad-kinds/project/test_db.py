import pytest


@pytest.fixture
def sqlite_db():
    return {}


@pytest.fixture()
def memory_db():
    return {}


DBS = [sqlite_db, memory_db]


@pytest.mark.parametrize("db", [sqlite_db, memory_db])
def test_there(db):
    assert db is not None


@pytest.mark.parametrize("db, size", [(sqlite_db, 0), pytest.param(memory_db, 0)])
def test_size(db, size):
    assert db is not size


@pytest.mark.parametrize("db", DBS[:1])
def test_some(db):
    assert db == {}
