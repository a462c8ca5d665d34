import sys


def current_module():
    return sys.modules[sys._getframe(1).f_globals["__name__"]]


def fill(module):
    for name, value in {"c": 299792458, "g": 9.81}.items():
        setattr(module, name, value)
