from pathlib import Path

SOURCES = Path(__file__).parent / "sources"


def lenses(name):
    lines = (SOURCES / name).read_text().splitlines()
    return [number for number, line in enumerate(lines, 1) if line.lstrip().startswith("def test_")]


def test_lenses():
    assert lenses("all_tests.py") == [4, 9]
