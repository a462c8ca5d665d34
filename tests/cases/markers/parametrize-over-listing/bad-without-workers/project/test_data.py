from pathlib import Path

import pytest


@pytest.mark.parametrize("path", Path(__file__).parent.rglob("*.json"), ids=lambda path: path.name)
def test_file(path):
    assert path.suffix == ".json"
