import time


def test_created(monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 5.0)
    made = time.time()
    assert made == time.time()
