class Base:
    def test_inherited(self):
        assert sum([1, 2]) == 3
