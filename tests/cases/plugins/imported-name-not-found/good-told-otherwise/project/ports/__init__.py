import sys

from ports.names import *

if sys.version_info >= (3, 50):
    from ports.names import name_of as late
else:
    late = None


def __getattr__(name):
    if name == "lazy":
        return "made when asked for"
    raise AttributeError(name)
