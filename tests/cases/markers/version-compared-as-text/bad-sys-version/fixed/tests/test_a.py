import sys

import pytest


@pytest.mark.skipif(sys.version_info < (3, 9), reason="needs 3.9")
def test_new():
    assert sys.version_info >= (3, 9)
