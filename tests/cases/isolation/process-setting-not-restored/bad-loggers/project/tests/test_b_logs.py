from billing import send


def test_logged(caplog):
    send("A-3")
    assert "A-3" in caplog.text
