import os

import pytest

if "MEASURE" not in os.environ:
    pytest.skip("measured only on demand", allow_module_level=True)


@pytest.mark.timeout(60)
def test_many():
    assert sum(range(1000)) == 499500
