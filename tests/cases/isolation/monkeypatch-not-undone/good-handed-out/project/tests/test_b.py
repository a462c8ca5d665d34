import os

import pytest


@pytest.mark.parametrize("name", ["ZONE", "LIMIT", "CLASS", "ENTERED", "FINALLY", "NAME"])
def test_clean(name):
    assert f"APP_{name}" not in os.environ
