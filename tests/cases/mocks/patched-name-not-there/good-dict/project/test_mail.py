import os
from unittest.mock import patch

import pytest
from mailer import settings
from mailer.settings import CONF


@patch.dict("mailer.settings.CONF", {"host": "b"})
def test_decorated():
    assert CONF["host"] == "b"


@patch.dict("mailer.settings.Default.OPTIONS", host="b")
def test_deeper():
    assert settings.Default.OPTIONS["host"] == "b"


def test_colon():
    with patch.dict("mailer.settings:CONF", host="b"):
        assert CONF["host"] == "b"


def test_environ(mocker):
    mocker.patch.dict("os.environ", {"HOST": "b"})
    assert os.environ["HOST"] == "b"


@patch.dict("mailer.lazy.CONFG", host="b")
@patch.dict("mailer.late.CONFG", host="b")
def test_made_when_asked():
    pass


def test_object():
    with patch.dict(settings.CONF, host="b"):
        assert CONF["host"] == "b"


def test_refused():
    with pytest.raises(AttributeError):
        with patch.dict("mailer.settings.CONFG", host="b"):
            pass
