class TestSum:
    def test_two(self):
        assert 1 + 1 == 2

    def test_three(self):
        assert 1 + 2 == 3
