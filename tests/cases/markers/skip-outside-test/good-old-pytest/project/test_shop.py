import pytest

if pytest.__version__ < "3.0.0":
    pytest.skip("no oven here")
else:
    pytestmark = pytest.mark.skip(reason="no oven here")


def test_oven():
    assert 2 + 3 == 5
