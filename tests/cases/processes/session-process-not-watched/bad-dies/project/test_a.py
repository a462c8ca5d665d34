def test_last_words(echo):
    echo.terminate()
    echo.wait()
    assert echo.returncode
