import pytest


@pytest.fixture(scope="module")
def client(event_loop):
    return event_loop
