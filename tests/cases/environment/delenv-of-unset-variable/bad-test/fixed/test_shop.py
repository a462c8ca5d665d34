import pytest
from shop import account, token


def test_token(monkeypatch):
    monkeypatch.delenv("SHOP_TOKEN", raising=False)
    assert token() == "none"


@pytest.mark.parametrize("expected", [None])
def test_account(monkeypatch: pytest.MonkeyPatch, expected):
    """There is none by default."""
    monkeypatch.delenv("SHOP_TOKEN", raising=False)
    monkeypatch.delenv("SHOP_ACCOUNT", raising=False)
    assert account() == expected


class TestShop:
    def test_token(self, monkeypatch, tmp_path):
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv(
            "SHOP_TOKEN", raising=False,
        )
        assert token() == "none"
