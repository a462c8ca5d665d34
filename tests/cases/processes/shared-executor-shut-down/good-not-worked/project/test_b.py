import jobs
from jobs import later


def test_later():
    assert later(len, "abc") == 3


def test_patched(monkeypatch):
    monkeypatch.setattr(jobs, "queued", print)
    jobs.queued(int)


def test_tries():
    assert jobs.tries(int) is None
