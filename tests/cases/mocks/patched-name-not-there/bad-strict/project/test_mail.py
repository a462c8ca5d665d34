from unittest import mock

from mailer import smtp


def test_module(mocker):
    mocker.patch("mailer.smpt.send", return_value=1)
    assert smtp.greet() == 1


@mock.patch("mailer.smtp.sned", return_value=1)
def test_name(send):
    assert smtp.greet() == 1


def test_block():
    with mock.patch("mailer.smtp.sendd", return_value=1):
        assert smtp.greet() == 1


def test_set(monkeypatch):
    monkeypatch.setattr("mailer.smtp.snd", lambda text: 1)
    assert smtp.greet() == 1
