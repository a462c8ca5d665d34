import pytest


class Store:
    opened = 0

    def __init__(self):
        Store.opened += 1

    def close(self):
        Store.opened -= 1


@pytest.fixture
def store():
    store = Store()
    yield store
    store.close()


class TestOther:
    @pytest.fixture(name="second")
    def make_second(self, store):
        yield Store()
        store.close()
