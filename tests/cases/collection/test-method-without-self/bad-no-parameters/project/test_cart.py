class TestCart:
    def test_empty():
        assert not []
