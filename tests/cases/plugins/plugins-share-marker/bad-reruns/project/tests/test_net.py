import pytest


@pytest.mark.flaky(reruns=3, reruns_delay=1)
def test_net():
    assert "a" < "b"


@pytest.mark.flaky(reruns=2)
class TestMore:
    def test_more(self):
        assert "a" < "c"
