import warnings

import pytest


@pytest.mark.filterwarnings('ignore:price (in EUR.*:UserWarning')
@pytest.mark.filterwarnings("error")
def test_price():
    warnings.warn("price (in EUR) is a guess", UserWarning)
