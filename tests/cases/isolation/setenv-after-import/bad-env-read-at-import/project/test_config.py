import config


def test_endpoint(monkeypatch):
    monkeypatch.setenv("API_URL", "http://test")
    assert config.endpoint("/x") == "http://test/x"
