import pytest


@pytest.fixture(scope="session")
def workers():
    return [1, 2]


def test_port(port, index):
    assert port and index == 2
