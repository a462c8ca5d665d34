from pytest_bdd import given, scenario, scenarios, then, when

NAME = "Add an item"


@scenario("basket.feature", "Add an item")
def test_add():
    pass


@scenario("basket.feature", NAME)
def test_again():
    pass


@scenario("korb.feature", "Ein Stück")
def test_german():
    pass


@given("an empty basket", target_fixture="basket")
def basket():
    return []


@when("an item is added")
def add(basket):
    basket.append(1)


@then("the basket holds one item")
def one(basket):
    assert basket == [1]
