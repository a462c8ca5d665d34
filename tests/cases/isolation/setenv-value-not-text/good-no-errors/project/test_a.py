def test_a(monkeypatch):
    monkeypatch.setenv("PORT", 8080)
    monkeypatch.setenv("HOST", "x")
