import sys

import pytest


def leave(text, old):
    if old:
        pytest.skip(msg=text)
    else:
        pytest.skip(reason=text)


def test_total():
    if sys.platform == "cpm":
        leave("not on CP/M", False)
    assert 1 + 1 == 2
