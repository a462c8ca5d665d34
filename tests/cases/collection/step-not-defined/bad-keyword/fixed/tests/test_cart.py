from pytest_bdd import given, scenarios, then
from pytest_bdd import when

scenarios("features")


@given("an empty cart", target_fixture="cart")
def empty_cart():
    return []


@when("the cart is emptied")
@given("the cart is emptied")
def emptied(cart):
    cart.clear()


@then("nothing is in it")
def nothing(cart):
    assert not cart
