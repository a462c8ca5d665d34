import sys

import pytest


@pytest.fixture()
@pytest.mark.skipif(sys.platform != "win32", reason="reads the registry")
def registry():
    return {"key": 1}
