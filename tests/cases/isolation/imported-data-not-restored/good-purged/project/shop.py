import os

CACHE = {}


def purge_stale():
    for path in [path for path in CACHE if not os.path.exists(path)]:
        del CACHE[path]
