import sys


def evict(name):
    sys.modules.pop(name, None)
