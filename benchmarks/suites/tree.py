#!/usr/bin/env python3
"""Writes trees of test files to measure on: one project of many files, or a monorepo of many projects.

    python benchmarks/suites/tree.py FOLDER --files 10000
    python benchmarks/suites/tree.py FOLDER --files 50000 --projects 200

Each project has a pyproject.toml, conftests with fixtures, and files of ten kinds of tests, each a little different.
"""

from __future__ import annotations

import argparse
from pathlib import Path

CONFIG = (
    '[tool.pytest.ini_options]\ntestpaths = ["tests"]\naddopts = "-ra --strict-markers"\nmarkers = ["slow: long"]\n'
)
CONFTEST = """import pytest


@pytest.fixture
def number():
    return 1


@pytest.fixture(scope="session", autouse=True)
def shop_{index}(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shop")
    yield folder
"""
HEAD = "import os\n\nimport pytest\n\nfrom {package} import shop\n\nCASES = [({index}, 1), (2, 3)]\n\n\n"
KINDS = (
    "def test_plain_{i}(number):\n    total = shop.add(number, {i})\n    assert total == {i} + number\n",
    '@pytest.mark.parametrize("left, right", [(1, 2), (3, {i})])\ndef test_pairs_{i}(left, right):\n'
    "    assert shop.add(left, right) > left\n",
    "@pytest.mark.slow\ndef test_slow_{i}(tmp_path):\n    target = tmp_path / 'x{i}'\n    target.write_text('x')\n"
    "    assert target.read_text() == 'x'\n",
    "def test_error_{i}():\n    with pytest.raises(ValueError, match='{i}'):\n        shop.fail({i})\n",
    "def test_environment_{i}(monkeypatch):\n    monkeypatch.setenv('SHOP', '{i}')\n"
    "    assert os.environ['SHOP'] == '{i}'\n",
    "class TestShop{i}:\n    def test_first(self, number):\n        assert shop.add(number, {i})\n\n"
    "    def test_second(self):\n        rows = [shop.add(i, i) for i in range({i})]\n"
    "        assert len(rows) == {i}\n",
    '@pytest.mark.parametrize("case", CASES)\ndef test_case_{i}(case):\n    assert shop.add(*case)\n',
    "def test_loop_{i}():\n    for each in range({i}):\n        assert shop.add(each, 1) == each + 1\n",
    "@pytest.fixture\ndef cart_{i}(number):\n    return [number] * {i}\n\n\ndef test_cart_{i}(cart_{i}):\n"
    "    assert len(cart_{i}) == {i}\n",
    "def test_long_{i}(number):\n" + "".join(f"    value_{n} = shop.add(number, {n})\n" for n in range(12))
    + "    assert value_11 == number + 11\n",
)  # fmt: skip
SHOP = "def add(left, right):\n    return left + right\n\n\ndef fail(number):\n    raise ValueError(str(number))\n"
FOLDER_SIZE = 100  # test files in one folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--projects", type=int, default=1)
    options = parser.parse_args()
    each = options.files // options.projects
    for index in range(options.projects):
        name = f"project_{index:03}"
        write_project(options.folder / name if options.projects > 1 else options.folder, name, each)


def write_project(folder: Path, package: str, files: int) -> None:
    """One project: its configuration, its code, and test files in folders of a hundred."""
    write(folder / "pyproject.toml", CONFIG)
    write(folder / package / "__init__.py", "")
    write(folder / package / "shop.py", SHOP)
    for start in range(0, files, FOLDER_SIZE):
        inner = folder / "tests" / f"part_{start // FOLDER_SIZE:03}"
        write(inner / "__init__.py", "")
        write(inner / "conftest.py", CONFTEST.format(index=start))
        for index in range(start, min(start + FOLDER_SIZE, files)):
            write(inner / f"test_shop_{index:05}.py", test_file(package, index))
    write(folder / "tests" / "__init__.py", "")


def test_file(package: str, index: int) -> str:
    """About a dozen tests, of kinds that differ from file to file."""
    chosen = [KINDS[(index + step) % len(KINDS)].format(i=step + 1) for step in range(12)]
    return HEAD.format(package=package, index=index) + "\n\n".join(chosen)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
