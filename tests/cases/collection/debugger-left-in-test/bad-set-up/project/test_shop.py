import pdb


def setup_module():
    pdb.set_trace()


class TestOrders:
    @classmethod
    def teardown_class(cls):
        breakpoint()

    def test_order(self):
        assert True
