collect_ignore = ["tests/test_old.py"]
collect_ignore_glob = ["tests/legacy/*"]
