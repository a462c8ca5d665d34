import logging


def test_none():
    assert not logging.getLogger("shop").handlers
