from pytest_bdd import given, parsers, scenarios, then, when

scenarios("cart.feature")


@given("an empty cart", target_fixture="cart")
def cart():
    return []


@when(parsers.parse("I add {price:d}"))
def add(cart, price):
    cart.append(price)


@then(parsers.parse("the total is {expected:d}"))
def check_total(cart, expected):
    assert sum(cart) == expected
