import os
import shutil


class TestExport:
    def setup_method(self):
        os.makedirs("exported", exist_ok=True)

    def teardown_method(self):
        shutil.rmtree("exported")

    def test_one(self):
        assert os.path.isdir("exported")

    def test_two(self):
        assert os.path.isdir("exported")


class TestImport:
    def setup_method(self):
        os.makedirs("imported")
        shutil.rmtree("imported")

    def test_one(self):
        assert not os.path.exists("imported")

    def test_two(self):
        assert not os.path.exists("imported")
