def test_a(echo):
    assert echo.pid
