import pytest
import shop

pytestmark = pytest.mark.filterwarnings("ignore:will go in 2.0:DeprecationWarning")


class TestTotal:
    def test_total(self):
        shop.total()
