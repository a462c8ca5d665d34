import os

import pytest


@pytest.mark.parametrize("name", ["ENV", "LIMIT", "ZONE", "REGION", "NAME", "OWN"])
def test_clean(name):
    assert f"APP_{name}" not in os.environ
