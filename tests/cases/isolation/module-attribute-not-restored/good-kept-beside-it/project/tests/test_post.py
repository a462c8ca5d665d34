import pytest

from shop.post import Post


def loudly(self, letter):
    return self.old_send(letter).upper()


@pytest.fixture
def loud(monkeypatch):
    Post.old_send = Post.send
    monkeypatch.setattr(Post, "send", loudly)


def test_loud(loud):
    assert Post().send("a") == "SENT A"


def test_quiet():
    assert Post().send("a") == "sent a"
