import config


def test_endpoint(monkeypatch):
    monkeypatch.setattr("config.API_URL", "http://test")
    assert config.endpoint("/x") == "http://test/x"
