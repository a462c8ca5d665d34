collect_ignore = ["setup.py"]
collect_ignore_glob = []
try:
    import json  # noqa: F401
except ImportError:
    collect_ignore_glob.append("frames/*")

try:
    import shop_sql  # noqa: F401
except ImportError:
    collect_ignore.append("sql/test_sql.py")
