import glob
import json
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
FILES = list(DATA.glob("*.json"))


@pytest.mark.parametrize("path", FILES)
def test_file(path):
    assert json.loads(path.read_text()) == {}


@pytest.mark.parametrize("path", DATA.iterdir())
def test_size(path):
    assert path.stat().st_size


@pytest.mark.parametrize("path", [*glob.glob(str(DATA / "*.json"))], ids=str)
def test_text(path):
    assert path.endswith(".json")


def test_name(name):
    assert name
