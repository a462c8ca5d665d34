from pytest import fixture


@fixture(autouse=True)
def no_token(monkeypatch):
    monkeypatch.delenv("SHOP_TOKEN", raising=False)
