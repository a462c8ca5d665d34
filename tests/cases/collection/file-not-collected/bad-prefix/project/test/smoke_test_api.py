import pytest


@pytest.mark.parametrize("code", [200, 204])
def test_code(code):
    assert code < 300


def test_restart(tmp_path):
    assert tmp_path.is_dir()
