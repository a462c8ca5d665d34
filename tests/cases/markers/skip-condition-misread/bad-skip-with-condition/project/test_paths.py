import os
import sys

import pytest

IS_WINDOWS = sys.platform == "win32"


@pytest.mark.skip(sys.version_info < (3, 8))
def test_walrus():
    assert (n := 3) == n


@pytest.mark.parametrize("sep", ["/", pytest.param("\\", marks=pytest.mark.skip(not IS_WINDOWS, reason="Windows"))])
def test_separator(sep):
    assert sep


class TestLinks:
    @pytest.mark.skip(os.name == "nt")
    def test_link(self):
        assert os.symlink
