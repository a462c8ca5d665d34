def total(a, b):
    assert a
    return a + b
