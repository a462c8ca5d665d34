import pytest

from clock import stamp


@pytest.mark.filterwarnings(r'ignore:stamp\(\) is deprecated')
def test_stamp():
    assert stamp() == 2024
