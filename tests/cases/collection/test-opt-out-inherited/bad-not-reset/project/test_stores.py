class BaseStoreTests:
    __test__ = False
    store: list

    def test_empty(self):
        assert not self.store

    def test_fill(self):
        assert self.store is None


class TestListStore(BaseStoreTests):
    store: list = []


def test_other():
    assert 1
