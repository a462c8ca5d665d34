def fake_db():
    return "test"
