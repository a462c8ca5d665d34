model = "qwen3:4b"
OPTIONS = {"model": "llama3.2:1b", "other_model": "gpt-5"}
# model = "gpt-5" was too dear


def ask(model, size):
    return model


def test_ask(monkeypatch):
    monkeypatch.setenv("LLM_MODEL", "qwen3:8b")
    assert ask(model="qwen3:4b", size=2) == model
    assert model != "gpt-5"
