def test_prices():
    return [1, 2]


def test_shop(name="shop"):
    return {"name": name}
