from pytest_bdd import given, scenarios

scenarios("cart.feature")
TEXT = "an empty cart"


@given(TEXT)
def empty_cart():
    pass
