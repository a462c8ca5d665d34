def check_total(total):
    assert isinstance(total, int)
    if total != 4:
        raise AssertionError(total)
