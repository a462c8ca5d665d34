import os

from shop import folders
from shop.folders import chdir


def test_files(tmp_path):
    with chdir(tmp_path):
        assert os.listdir() == []


def test_more(tmp_path):
    with folders.chdir(tmp_path):
        assert os.listdir() == []
