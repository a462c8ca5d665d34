def test_quick():
    assert True


def test_slow():
    assert True
