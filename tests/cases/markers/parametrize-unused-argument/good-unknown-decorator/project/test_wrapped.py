import pytest

from helpers import takes_all


@pytest.mark.parametrize("number", [1, 2])
@takes_all
def test_wrapped():
    assert True
