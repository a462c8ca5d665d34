def test_one(rolled_back, own_database, given, one_row, unnamed):
    assert rolled_back and own_database and given and one_row and unnamed


def test_two(rolled_back, own_database, given, one_row, unnamed):
    assert rolled_back and own_database and given and one_row and unnamed
