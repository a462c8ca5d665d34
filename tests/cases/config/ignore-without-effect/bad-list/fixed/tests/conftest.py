collect_ignore = ["test_old.py"]
collect_ignore_glob = ["legacy/*"]
