import pytest
from parameterized import parameterized


@pytest.mark.parametrize("number, double", [(1, 2), (2, 4)])
def test_double(number, double):
    assert number * 2 == double


class TestDouble:
    @pytest.mark.parametrize(
        "number, double", [
            (1, 2),
            (2, 4),
        ]
    )
    def test_method(self, number, double):
        assert number * 2 == double
