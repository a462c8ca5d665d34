import sys

if "xdist.plugin" not in sys.modules:
    pytest_plugins = ("xdist.plugin",)
