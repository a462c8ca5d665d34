import pytest


@pytest.mark.parametrize("code", map(str, [1, 2]))
def test_code(code):
    assert code
