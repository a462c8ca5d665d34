"""Run by test_audit.py, a process for each of its functions."""

import sys


def test_open():
    events = []
    sys.addaudithook(lambda event, args: events.append(event))
    open(__file__).close()
    assert "open" in events


def test_import():
    events = []
    sys.addaudithook(lambda event, args: events.append(event))
    import this  # noqa: F401

    assert "import" in events


if __name__ == "__main__":
    globals()[sys.argv[1]]()
