import csv
import sys

import rasterio
from rasterio.io import MemoryFile


def test_kept(tmp_path):
    with open(tmp_path / "a.csv") as file:
        rows = list(csv.DictReader(file))
        assert len(list(rows)) == 1
        for row in rows:
            assert row["total"]


def test_wound_back(tmp_path):
    with open(tmp_path / "a.csv") as file:
        rows = csv.reader(file)
        assert len(list(rows)) == 1
        file.seek(0)
        for row in rows:
            assert row
    with open(tmp_path / "a.csv") as file:
        assert file.read()
        file.seek(0)
        assert file.read()


def test_made_anew(tmp_path):
    numbers = map(int, "123")
    assert sum(numbers) == 6
    numbers = map(int, "123")
    for number in numbers:
        assert number


def test_maybe():
    numbers = map(int, "123")
    if sys.platform == "win32":
        assert sum(numbers) == 6
    for number in numbers:
        assert number


def test_one_of():
    numbers = map(int, "123")
    assert next(numbers) == 1
    for number in numbers:
        assert number


def test_that_it_ends():
    numbers = map(int, "123")
    assert sum(numbers) == 6
    assert list(numbers) == []
    others = map(int, "123")
    assert sum(others) == 6
    assert [each for each in others] == []
    more = map(int, "123")
    assert sum(more) == 6
    for _ in more:
        assert False, "it has ended"


def test_parts(tmp_path):
    with open(tmp_path / "a.csv") as file:
        assert file.read(3)
        assert file.read()
    with open(tmp_path / "a.csv") as file, open(tmp_path / "b.csv") as other:
        assert file.read() == other.read()
    with open(tmp_path / "a.csv") as file:
        if sys.platform == "win32":
            text = file.read()
        else:
            text = file.read()
        assert text


def test_reads_all_each_time():
    with rasterio.open("a.tif") as image:
        assert image.read().shape == (1, 2, 2)
        assert image.read().dtype == "uint8"
    with MemoryFile() as memory, memory.open() as image:
        assert image.read().shape == (1, 2, 2)
        assert image.read().dtype == "uint8"


def test_that_the_file_ends(tmp_path):
    with open(tmp_path / "a.csv") as file:
        assert file.read() == "id"
        assert file.read() == ""
    with open(tmp_path / "a.csv") as file:
        assert file.readlines() == ["id"]
        assert not file.readlines()


def zip(*rows):
    return list(rows)


def test_own():
    pairs = zip([1, 2], [3, 4])
    assert len(list(pairs)) == 2
    for pair in pairs:
        assert len(pair) == 2
