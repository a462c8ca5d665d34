from app.service import charge


def test_large(caplog):
    charge(500)
    assert "large charge" in caplog.text
