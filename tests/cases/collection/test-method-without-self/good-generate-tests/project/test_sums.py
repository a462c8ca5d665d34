def pytest_generate_tests(metafunc):
    if "number" in metafunc.fixturenames:
        metafunc.parametrize("number", [1])


class TestSums:
    def pytest_generate_tests(self, metafunc):
        metafunc.parametrize(("left", "right"), [(1, 1)])

    def test_same(self, left, right):
        assert left == right


class TestStatic:
    @staticmethod
    def pytest_generate_tests(metafunc):
        metafunc.parametrize(("left", "right"), [(1, 1)])

    def test_same(self, left, right):
        assert left == right


class TestOfClass:
    @classmethod
    def pytest_generate_tests(cls, metafunc):
        metafunc.parametrize(("left", "right"), [(1, 1)])

    def test_same(self, left, right):
        assert left == right
