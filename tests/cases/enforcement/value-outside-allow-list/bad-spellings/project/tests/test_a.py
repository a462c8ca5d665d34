model = "gpt-5"
OPTIONS = {"model": "llama3.2:1", "size": "gpt-5"}


def ask(model, size):
    return model


def test_ask(monkeypatch):
    monkeypatch.setenv("LLM_MODEL", "gpt-5")
    assert ask(model="gpt-5", size=2) == model
