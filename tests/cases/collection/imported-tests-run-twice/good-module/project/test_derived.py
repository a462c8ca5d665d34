import test_base


class TestDerived(test_base.TestShared):
    size = 2
