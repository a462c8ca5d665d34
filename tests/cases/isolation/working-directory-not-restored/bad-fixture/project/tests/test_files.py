import os
import unittest

import pytest


@pytest.fixture
def folder(tmp_path):
    os.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def old(tmpdir):
    tmpdir.chdir()


def test_folder(folder, old):
    assert os.listdir(folder) == []


class FilesTest(unittest.TestCase):
    def setUp(self):
        os.chdir("/")

    def test_files(self):
        assert os.listdir("/")
