import os
import sqlite3
from pathlib import Path
from unittest import mock

import pytest


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("3 apples")
    return path


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_own(report, name, tmp_path):
    with open(tmp_path / "out.txt", "w") as file:
        file.write(name)
    (tmp_path / "more").mkdir()


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_read(name):
    with open("/etc/hostname") as file:
        assert file.read() is not None
    assert Path("pytest.ini").read_text()


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_in_folder(in_folder, name):
    Path("out.txt").write_text(name)
    with open("more.txt", "w") as file:
        file.write(name)


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_pytester(pytester, name):
    Path("out.txt").write_text(name)


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_memory(name):
    connection = sqlite3.connect(":memory:")
    connection.close()
    with open("/dev/null", "w") as file:
        file.write(name)


@pytest.mark.parametrize("name", ["apple", "pear"])
@mock.patch("builtins.open", mock.mock_open())
def test_mocked(name):
    with open("out.txt", "w") as file:
        file.write(name)


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_refused(name):
    with pytest.raises(OSError):
        open("/no/such/folder/file", "w")


def test_once():
    with open("/tmp/only_here.txt", "w") as file:
        file.write("x")


@pytest.fixture(scope="session")
def cache():
    os.makedirs("/tmp/shop_cache", exist_ok=True)
    return "/tmp/shop_cache"


@pytest.mark.parametrize("name", ["apple", "pear"])
def test_cache(cache, name):
    assert os.path.isdir(cache)
