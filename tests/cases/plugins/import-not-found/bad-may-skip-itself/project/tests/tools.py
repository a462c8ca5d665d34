import importlib.util
import unittest


def skip_if_missing(name):
    if importlib.util.find_spec(name) is None:
        raise unittest.SkipTest(name)


def import_module(name):
    skip_if_missing(name)
    return __import__(name)
