import pytest


def test_order(queue):
    assert queue.endswith("/orders")


class TestBroker:
    @pytest.mark.usefixtures("broker")
    def test_reached(self):
        assert True


def test_total():
    assert 2 + 2 == 4
