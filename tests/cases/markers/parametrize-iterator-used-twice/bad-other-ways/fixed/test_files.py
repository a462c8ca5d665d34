import itertools
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FILES = list(HERE.glob("*.txt"))
PAIRS = list(itertools.product([1, 2], [3]))
SIZES = list((size for size in [1, 2, 3]))
ZIPPED = zip([1], [2])


@pytest.mark.parametrize("path", FILES)
def test_file(path):
    assert path


@pytest.mark.parametrize("path", FILES)
def test_file_again(path):
    assert path


@pytest.mark.parametrize("a, b", PAIRS)
def test_pair(a, b):
    assert a < b


@pytest.mark.parametrize("a, b", PAIRS)
def test_pair_again(a, b):
    assert a < b


@pytest.mark.parametrize("size", SIZES)
class TestSize:
    def test_one(self, size):
        assert size

    def test_two(self, size):
        assert size


@pytest.mark.parametrize("a, b", ZIPPED)
def test_zip(a, b):
    assert a < b
