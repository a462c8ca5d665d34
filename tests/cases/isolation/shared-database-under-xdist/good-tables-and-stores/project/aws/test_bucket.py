def test_one(bucket):
    assert bucket


def test_two(bucket):
    assert bucket
