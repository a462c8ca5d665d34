def test_one(users, emptied, bucket):
    assert users and emptied and bucket


def test_two(users, emptied, bucket):
    assert users and emptied and bucket
