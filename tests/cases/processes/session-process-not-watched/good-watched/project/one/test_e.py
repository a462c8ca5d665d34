def test_e(echo):
    assert echo.pid
