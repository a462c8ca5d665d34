import pytest

pytestmark = pytest.mark.smoke(level=1)
limited = pytest.mark.timeout(5)


@limited
@pytest.mark.hardware
def test_voltage():
    assert True


@pytest.mark.xdist_group("bench")
@pytest.mark.parametrize("channel", [1, 2])
def test_channel(channel):
    assert channel
