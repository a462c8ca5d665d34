def test_d(echo):
    assert echo.pid
