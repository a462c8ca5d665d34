import pytest

from shop import *  # noqa: F403


def test_star():
    with pytest.raises(Exception):
        pay(-1)
