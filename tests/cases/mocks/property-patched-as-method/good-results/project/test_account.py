from unittest.mock import PropertyMock, patch

import pytest
from account import Account


def test_property(mocker):
    mocker.patch.object(Account, "balance", new_callable=PropertyMock, return_value=100)
    assert Account().is_rich()


def test_value():
    with patch.object(Account, "balance", 100), patch("account.Account.owner", "ann"):
        assert Account().is_rich()


def test_called():
    with patch.object(Account, "clock", return_value=3):
        assert Account().now() == 3


def test_method():
    with patch.object(Account, "fee", return_value=3):
        assert Account().fee() == 3


def test_sign():
    with patch.object(Account, "balance", PropertyMock(return_value=100)):
        assert Account().is_rich()


@pytest.mark.xfail(strict=True)
def test_let_fail(mocker):
    mocker.patch.object(Account, "balance", return_value=100)
    assert Account().is_rich()


def test_called_by_name():
    with patch.object(Account, "bank", return_value=3):
        assert Account().opened() == 3
