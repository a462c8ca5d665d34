import sys

collect_ignore = ["legacy", "gone.py"]
collect_ignore_glob = ["*_old.py"]
if sys.version_info < (3, 8):
    collect_ignore.append("test_new.py")
