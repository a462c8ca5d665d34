import pdb


def setup_module():
    pass


class TestOrders:
    @classmethod
    def teardown_class(cls):
        pass

    def test_order(self):
        assert True
