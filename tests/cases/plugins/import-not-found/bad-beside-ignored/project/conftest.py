import sys

collect_ignore_glob = ["build/*"]
if sys.version_info < (3, 50):
    collect_ignore_glob.append("*_695.py")
