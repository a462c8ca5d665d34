from test_base import TestShared


class TestDerived(TestShared):
    size = 2
