class StoreTests:
    __test__ = False
    store = None

    def test_empty(self):
        assert not self.store


class TestSharedStore(StoreTests):
    """Another base."""


class TestListStore(TestSharedStore):
    __test__ = True
    store = ()


class TestClient:
    __test__ = False

    def test_connection(self):
        return True


def test_client():
    assert TestClient().test_connection()
