from pytest_bdd import given, scenarios

scenarios("basket.feature")


@given("an empty basket")
def basket():
    return []
