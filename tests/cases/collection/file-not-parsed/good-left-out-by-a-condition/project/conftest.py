import sys

collect_ignore_glob = []
if sys.version_info < (3, 99):
    collect_ignore_glob.append("*_next.py")
