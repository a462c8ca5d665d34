import pytest


@pytest.mark.filterwarnings("default")
class TestBase:
    def name(self):
        raise NotImplementedError

    def test_name(self):
        assert self.name()


class TestShop(TestBase):
    def name(self):
        return "shop"
