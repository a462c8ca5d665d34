from shop.charts import chart


def test_chart():
    assert chart()
