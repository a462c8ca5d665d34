import os

import pytest


@pytest.mark.skipif(bool(os.environ.get("NO_BROWSER")), reason="no browser here")
def test_page():
    assert True
