import os

import pytest

if os.name == "java":
    try:
        pytest.skip("not on this system", allow_module_level=True)
    except TypeError:
        pytest.skip("not on this system")


def test_posix():
    assert os.name
