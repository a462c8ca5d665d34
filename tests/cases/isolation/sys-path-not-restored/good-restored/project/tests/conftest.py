import sys

pytest_plugins = ["pytester"]

sys.path.insert(0, "src")
