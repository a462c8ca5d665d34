import glob
import os
from pathlib import Path

import pytest

DATA = Path(__file__).parent / "data"
NAMES = os.listdir(DATA)
NAMES.sort()
PATHS = sorted(DATA.glob("*.json"))


@pytest.mark.parametrize("name", NAMES)
def test_name(name):
    assert name.endswith(".json")


@pytest.mark.parametrize("path", PATHS)
def test_path(path):
    assert path.exists()


@pytest.mark.parametrize("path", [path for path in sorted(DATA.iterdir())])
def test_each(path):
    assert path.exists()


@pytest.mark.parametrize("path", sorted(glob.glob(str(DATA / "*"))))
def test_text(path):
    assert path


@pytest.mark.parametrize("count", [len(os.listdir(DATA))])
def test_count(count):
    assert count == 2
