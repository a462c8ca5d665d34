import pytest


def make_sqlite():
    return {}


def make_memory():
    return {}


@pytest.fixture
def sqlite_db():
    return make_sqlite()


@pytest.fixture
def memory_db():
    return make_memory()


@pytest.fixture(params=[make_sqlite, make_memory])
def db(request):
    return request.param()


@pytest.mark.parametrize("make", [make_sqlite, make_memory])
def test_made(make):
    assert make() == {}


@pytest.mark.parametrize("name", ["sqlite_db", "memory_db"])
def test_named(name, request):
    assert request.getfixturevalue(name) == {}


@pytest.mark.parametrize("fixture", [sqlite_db])
def test_looked_up(fixture, request):
    assert request.getfixturevalue(fixture.__name__) == {}


def test_params(db):
    assert db == {}


@pytest.fixture
def wrapped_db():
    def inner_db():
        return {}

    return inner_db


@pytest.mark.parametrize("function, name", [(make_sqlite, "make_sqlite"), (wrapped_db, "wrapped_db")])
def test_name_of(function, name):
    assert function.__name__ == name
