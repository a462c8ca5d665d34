class TestSums:
    def pytest_generate_tests(self, metafunc):
        metafunc.parametrize(("left", "right"), [(1, 1)])

    def test_same(self, left, right):
        assert left == right
