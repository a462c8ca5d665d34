import unittest
from unittest import SkipTest

try:
    import pikaqueue
except ImportError:
    raise unittest.SkipTest("pikaqueue is not installed")

try:
    import otherqueue
except ImportError as error:
    raise SkipTest("otherqueue is not installed") from error


def test_queue():
    assert pikaqueue.connect() and otherqueue.connect()
