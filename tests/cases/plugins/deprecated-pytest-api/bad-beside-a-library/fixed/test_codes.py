import pytest


@pytest.mark.parametrize("code", list(map(str, [1, 2])))
def test_code(code):
    assert code
