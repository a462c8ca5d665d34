def test_one(rolled_back, own_database, given, one_row):
    assert rolled_back and own_database and given and one_row


def test_two(rolled_back, own_database, given, one_row):
    assert rolled_back and own_database and given and one_row
