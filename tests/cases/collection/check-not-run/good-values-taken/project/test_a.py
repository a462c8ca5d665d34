import pytest


def check_rows(rows):
    for row in rows:
        assert row > 0
        yield row


def check_all(rows):
    assert all(check_rows(rows))


@pytest.fixture
def check_made():
    assert True
    yield 1


def test_rows():
    list(check_rows([1, 2]))
    check_all([1, 2])
    for row in check_rows([1]):
        assert row
