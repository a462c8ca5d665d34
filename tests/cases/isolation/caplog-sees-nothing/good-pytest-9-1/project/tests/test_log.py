from shop import buy


def test_says_so(caplog):
    buy()
    assert "sold out" in caplog.text
