import unittest

import pytest

from base import Base


class TestFixture:
    @pytest.fixture(autouse=True)
    def setup(self, tmp_path):
        self.folder = tmp_path

    def test_folder(self):
        assert self.folder.is_dir()


class TestDerived(Base):
    def setup(self):
        self.value = 1

    def test_value(self):
        assert self.value == 1


class TestOwnCall:
    def setup(self):
        return [1]

    def test_items(self):
        assert self.setup() == [1]


class TestLegacy(unittest.TestCase):
    def setUp(self):
        self.value = 1

    def test_value(self):
        self.assertEqual(self.value, 1)


class Plugin:
    def setup(self):
        self.ready = True


def test_plugin():
    assert not hasattr(Plugin(), "ready")
