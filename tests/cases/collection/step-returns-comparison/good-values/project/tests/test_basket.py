from pytest_bdd import given, parsers, scenarios, then, when

scenarios("basket.feature")


@given("an empty basket", target_fixture="basket")
def basket():
    return []


@given("is it full", target_fixture="is_full")
def is_full(basket):
    return len(basket) == 3


@when(parsers.parse("I add {count:d} apples"))
def add(basket, count):
    basket += ["apple"] * count
    return count == 3


@then(parsers.parse("the basket holds {count:d} pieces"), target_fixture="held")
def holds(basket, count):
    return len(basket) == count


@then("it is not empty")
def is_not_empty(basket, held):
    assert held
    return basket != []
