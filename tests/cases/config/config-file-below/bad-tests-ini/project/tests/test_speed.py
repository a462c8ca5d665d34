def test_slow():
    assert True


def test_fast():
    assert True
