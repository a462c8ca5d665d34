import sys


class Finder:
    def find_spec(self, *args):
        return None


def trace():
    sys.meta_path.insert(0, Finder())
