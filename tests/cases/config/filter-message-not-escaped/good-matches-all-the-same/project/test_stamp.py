import warnings

import pytest


@pytest.mark.filterwarnings("ignore:stamp().*:DeprecationWarning")
def test_stamp():
    warnings.warn("stamp() is deprecated", DeprecationWarning)


def test_clock():
    warnings.warn("clock() is deprecated", DeprecationWarning)
