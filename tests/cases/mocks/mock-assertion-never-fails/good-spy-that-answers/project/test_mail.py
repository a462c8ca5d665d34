from unittest.mock import Mock

import kgb
import pytest


class Post:
    def send(self, to, text):
        return len(text)


@pytest.fixture
def spy_agency():
    agency = kgb.SpyAgency()
    yield agency
    agency.unspy_all()


def test_sent(spy_agency):
    spy = spy_agency.spy_on(Post.send, owner=Post)
    Post().send("ann", text="hello")
    assert spy.called_with("ann", text="hello")
    assert not spy.called_with("bob", text="hello")


def test_mock():
    send = Mock()
    send("ann")
    send.assert_called_once_with("ann")
