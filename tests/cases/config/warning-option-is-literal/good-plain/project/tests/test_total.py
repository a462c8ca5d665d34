from old_lib import total


def test_total():
    assert total() == 2
