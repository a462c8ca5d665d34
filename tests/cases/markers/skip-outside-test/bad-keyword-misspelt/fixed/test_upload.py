import sys

import pytest

if sys.version_info >= (3, 0):
    pytest.skip("only for Python 2", allow_module_level=True)


def test_upload():
    assert False
