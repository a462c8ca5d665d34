import subprocess
import sys

import pytest


def test_words():
    assert subprocess.run([sys.executable, "-c", "1"]).returncode == 0


def test_shell():
    assert subprocess.run("echo here", shell=True).returncode == 0


def test_split():
    assert subprocess.run("echo here".split()).returncode == 0


def test_program():
    assert subprocess.run("true").returncode == 0


def test_not_there():
    with pytest.raises(FileNotFoundError):
        subprocess.run("no such program")


@pytest.mark.xfail(strict=True)
def test_known():
    subprocess.run("echo here and there")
