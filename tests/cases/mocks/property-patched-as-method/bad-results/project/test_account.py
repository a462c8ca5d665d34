from unittest.mock import MagicMock, patch

import account
from account import Account


def test_mocker(mocker):
    mocker.patch.object(Account, "balance", return_value=100)
    assert Account().is_rich()


@patch("account.Account.balance", return_value=100)
def test_decorated(balance):
    assert Account().is_rich()


def test_set(monkeypatch):
    monkeypatch.setattr(Account, "balance", MagicMock(return_value=100))
    assert Account().is_rich()


class TestAccount:
    def test_entered(self):
        with patch.object(account.Account, "owner", side_effect=["ann"]):
            assert Account().is_of("ann")
