import os
import sys

import pytest

IS_WINDOWS = sys.platform == "win32"


@pytest.mark.skipif(sys.version_info < (3, 8), reason="sys.version_info < (3, 8)")
def test_walrus():
    assert (n := 3) == n


@pytest.mark.parametrize("sep", ["/", pytest.param("\\", marks=pytest.mark.skipif(not IS_WINDOWS, reason="Windows"))])
def test_separator(sep):
    assert sep


class TestLinks:
    @pytest.mark.skipif(os.name == "nt", reason='os.name == "nt"')
    def test_link(self):
        assert os.symlink
