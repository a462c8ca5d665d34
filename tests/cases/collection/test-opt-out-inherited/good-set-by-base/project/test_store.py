class StoreTests:
    __test__ = False
    store = None

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.__test__ = True

    def test_empty(self):
        assert not self.store


class TestListStore(StoreTests):
    store = ()
