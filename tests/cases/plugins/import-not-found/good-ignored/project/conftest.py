import importlib.util

collect_ignore = []
if importlib.util.find_spec("yaml") is None:
    collect_ignore.append("tests/test_a.py")
