from pytest_bdd import given, scenario, scenarios, then, when

scenarios("../features")


@given("an empty basket", target_fixture="basket")
def basket():
    return []


@when("an item is added")
def add(basket):
    basket.append(1)


@then("the basket holds one item")
def one(basket):
    assert basket == [1]
