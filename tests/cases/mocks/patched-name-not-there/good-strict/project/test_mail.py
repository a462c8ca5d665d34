from unittest import mock

import pytest
from mailer import lazy, smtp


def test_module(mocker):
    mocker.patch("mailer.smtp.send", return_value=1)
    assert smtp.greet() == 1


@mock.patch("mailer.smtp.Client.size", 2)
def test_deeper():
    assert smtp.Client.size == 2


@mock.patch("mailer.lazy.snd")
def test_lazy(snd):
    assert lazy.snd is snd


@mock.patch("mailer.smtp.tracer", create=True)
def test_created(tracer):
    assert smtp.tracer is tracer


def test_refused():
    with pytest.raises(AttributeError):
        with mock.patch("mailer.smtp.sned"):
            pass


@mock.patch("mailer.smtp.print")
def test_builtin(printed):
    assert printed
