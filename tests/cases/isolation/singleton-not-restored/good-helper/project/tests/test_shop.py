from shop import get_limits, get_settings
from tests.base import Case


def test_debug():
    get_settings().debug = True
    assert get_settings().debug


def test_no_debug():
    assert not get_settings().debug


class LimitsTest(Case):
    def test_limit(self):
        get_limits().debug = True
        assert get_limits().debug

    def test_no_limit(self):
        assert not get_limits().debug
