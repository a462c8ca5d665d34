from unittest.mock import Mock

import pytest
from shop.api import Api


@pytest.mark.xfail(raises=AttributeError)
def test_not_there_yet():
    assert Mock(spec=Api).reload()


@pytest.mark.skip(reason="not there yet")
def test_skipped():
    assert Mock(spec=Api).reload()


@pytest.mark.xfail(raises=AttributeError)
class TestApi:
    def test_not_there_yet(self):
        api = Mock(spec=Api)
        assert api.reload()
