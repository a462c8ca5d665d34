from shop import get_settings


def test_no_host():
    assert not get_settings().hosts
