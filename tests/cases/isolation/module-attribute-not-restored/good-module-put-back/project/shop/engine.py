try:
    import sqlite3
except ImportError:
    sqlite3 = None


def connect():
    if sqlite3 is None:
        raise RuntimeError("sqlite3 is missing")
    return sqlite3.connect(":memory:")
