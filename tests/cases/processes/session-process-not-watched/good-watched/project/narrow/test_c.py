def test_c(echo):
    assert echo.pid
