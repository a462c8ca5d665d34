import os
import platform
import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32" or os.name == "nt", reason="no fork")
@pytest.mark.skipif(platform.system() == "Windows", reason="no fork")
def test_fork():
    assert sys.platform.startswith(("linux", "darwin", "freebsd"))
