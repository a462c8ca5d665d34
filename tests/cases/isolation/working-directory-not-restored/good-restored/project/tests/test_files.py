import contextlib
import os
import unittest

import pytest


def test_monkeypatch(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    os.chdir("/")


def test_context(tmp_path):
    with contextlib.chdir(tmp_path):
        os.chdir("/")


def test_as_cwd(tmpdir):
    with tmpdir.as_cwd():
        os.chdir("/")


def test_finally(tmp_path):
    saved = os.getcwd()
    os.chdir(tmp_path)
    try:
        assert os.listdir() == []
    finally:
        os.chdir(saved)


@pytest.fixture
def folder(tmp_path):
    saved = os.getcwd()
    os.chdir(tmp_path)
    yield tmp_path
    os.chdir(saved)


@pytest.fixture
def finalized(tmp_path, request):
    request.addfinalizer(lambda saved=os.getcwd(): os.chdir(saved))
    os.chdir(tmp_path)


def test_fixtures(folder, finalized):
    os.chdir("/")


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir("/")

    def test_files(self):
        os.chdir("/tmp")


class MoreTest(unittest.TestCase):
    def setUp(self):
        self.saved = os.getcwd()
        os.chdir("/")

    def tearDown(self):
        os.chdir(self.saved)

    def test_files(self):
        os.chdir("/tmp")
