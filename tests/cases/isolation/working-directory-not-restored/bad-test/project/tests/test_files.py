import os
from pathlib import Path


def test_written(tmp_path):
    os.chdir(tmp_path)
    Path("out.txt").write_text("shop")
    assert os.listdir() == ["out.txt"]


def test_read():
    assert Path("tests/data.txt").read_text() == "shop\n"
