import time

import pytest


@pytest.mark.dependency()
def test_open():
    time.sleep(0.3)
    assert True


@pytest.mark.dependency(depends=["test_open"])
def test_sell():
    assert True


@pytest.mark.dependency(name="close", depends=["test_open", "test_sell"])
def test_close():
    assert True


class TestDay:
    @pytest.mark.dependency(depends=["close"])
    def test_count(self):
        assert True


def test_other():
    assert True
