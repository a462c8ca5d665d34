from pytest_bdd import given, scenario, then


@scenario("cart.feature", "Nothing")
def test_nothing():
    pass


@given("an emtpy cart", target_fixture="cart")
def empty_cart():
    return []


@then("nothing is inside")
def nothing(cart):
    assert not cart
