import pytest

pytestmark = pytest.mark.xdist_group("shop")


@pytest.mark.order(1)
@pytest.mark.dependency()
def test_open():
    assert True


@pytest.mark.order(2)
@pytest.mark.dependency(depends=["test_open"])
def test_sell():
    assert True
