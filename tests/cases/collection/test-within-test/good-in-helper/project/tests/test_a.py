def build(n):
    def test_value(value):
        return value >= 0

    return [each for each in range(n) if test_value(each)]


def make_test(n):
    def test_made():
        assert len(build(n)) == n

    return test_made


test_three = make_test(3)


def test_build():
    assert build(1) == [0]
