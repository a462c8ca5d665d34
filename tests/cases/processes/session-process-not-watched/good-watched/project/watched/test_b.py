def test_b(echo):
    assert echo.pid
