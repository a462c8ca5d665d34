class TestCart:
    def test_empty(self):
        assert not []
