from unittest import mock
from unittest.mock import patch

from mailer.settings import CONF


@patch.dict("mailer.settings.CONFG", {"host": "b"})
def test_decorated():
    assert CONF["host"] == "b"


def test_module():
    with mock.patch.dict("mailer.setings.CONF", host="b"):
        assert CONF["host"] == "b"


def test_mocker(mocker):
    mocker.patch.dict("mailer.settings.CONFF", {"host": "b"}, clear=True)
    assert CONF["host"] == "b"


@patch.dict("mailer.settings.CON", {"host": "b"})
class TestMail:
    def test_class(self):
        assert CONF["host"] == "b"
