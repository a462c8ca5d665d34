import pytest

pytest.skip("no display", allow_module_level=True)

import tkinter_of_ours


def test_c():
    assert tkinter_of_ours
