def check_total(total):
    assert total == 4
