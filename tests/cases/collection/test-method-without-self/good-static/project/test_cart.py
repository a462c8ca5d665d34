class TestCart:
    @staticmethod
    def test_empty():
        assert not []

    @classmethod
    def test_class(cls):
        assert cls is TestCart

    def test_all(*args):
        assert len(args) == 1

    def test_this(this):
        assert isinstance(this, TestCart)
