import warnings

import pytest


def test_skip():
    pytest.skip(reason="not here")


def test_no_warning():
    with warnings.catch_warnings(record=True):
        pass
