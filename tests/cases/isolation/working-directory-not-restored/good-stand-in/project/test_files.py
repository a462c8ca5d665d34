import unittest


class Files:
    def __init__(self):
        self.at = "/"

    def chdir(self, path):
        self.at = path


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.fs = Files()
        self.fs.chdir("/shop")

    def test_at(self):
        self.assertEqual(self.fs.at, "/shop")
