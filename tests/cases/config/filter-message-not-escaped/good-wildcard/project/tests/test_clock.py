from clock import stamp


def test_stamp():
    assert stamp() == 2024
