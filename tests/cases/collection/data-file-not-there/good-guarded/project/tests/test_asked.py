from pathlib import Path

import pytest

LARGE = Path(__file__).parent / "large.csv"


@pytest.mark.skipif(not LARGE.exists(), reason="is not shipped")
def test_large():
    assert LARGE.read_text()
