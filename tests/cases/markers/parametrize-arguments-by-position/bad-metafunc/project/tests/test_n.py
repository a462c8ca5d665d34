def test_n(n):
    assert n
