import pytest

from base import Shop


class TestShop(Shop):
    pass


@pytest.mark.skipif("not HAS_KAFKA", reason="no kafka")
def helper():
    return True
