import pytest


@pytest.mark.skipif("not config.getoption('--run-db')", reason="needs --run-db")
class TestDatabase:
    def test_connect(self):
        assert True

    def test_query(self):
        assert 1


@pytest.mark.skipif('not config.getoption("--wiht-db")', reason="needs a database")
def test_rows():
    assert True


@pytest.mark.skipif("config.getoption('with-db')", reason="needs no database")
def test_none():
    assert True
