import warnings

import pytest

warnings.simplefilter("error", DeprecationWarning)


@pytest.mark.parametrize("year", [1990])
def test_age(year):
    warnings.warn("use age_of", DeprecationWarning)
    assert year < 2000
