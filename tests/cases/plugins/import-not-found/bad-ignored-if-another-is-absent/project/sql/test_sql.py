import shop_sql


def test_sql():
    assert shop_sql
