def test_constant():
    if 1:
        return
    assert False
