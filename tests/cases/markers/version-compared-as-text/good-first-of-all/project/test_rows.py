import pluggy
import pytest


@pytest.mark.skipif(pluggy.__version__ < "1.0.0", reason="has no hooks of that kind")
def test_rows():
    assert sum([2, 3]) == 5
