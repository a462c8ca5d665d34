def build(n):
    return [0] * n

    def test_negative():
        assert build(-1) == []


def test_build():
    assert build(1) == [0]
