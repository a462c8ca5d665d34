from pathlib import Path

import pytest


def test_missing():
    with pytest.raises(FileNotFoundError):
        (Path(__file__).parent / "none.csv").read_text()
