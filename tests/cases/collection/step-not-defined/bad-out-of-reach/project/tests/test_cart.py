from pytest_bdd import scenarios

scenarios("features/cart.feature")
