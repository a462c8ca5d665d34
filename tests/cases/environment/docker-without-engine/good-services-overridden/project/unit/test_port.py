import pytest


def test_port(database):
    assert database == 5432


def test_address(address):
    assert address.startswith("http://")


class TestWithOwn:
    @pytest.fixture
    def database(self):
        return 1

    def test_own(self, database):
        assert database == 1
