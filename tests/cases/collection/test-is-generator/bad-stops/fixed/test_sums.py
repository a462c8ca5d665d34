def check(left, right, total):
    assert left + right == total


def test_sums():
    for left, right, total in [(1, 1, 2), (2, 2, 4)]:
        check(left, right, total)
