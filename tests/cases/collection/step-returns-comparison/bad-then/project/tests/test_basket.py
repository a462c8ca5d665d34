import pytest_bdd
from pytest_bdd import given, parsers, scenarios, then, when

scenarios("basket.feature")


@given("an empty basket", target_fixture="basket")
def basket():
    return []


@when(parsers.parse("I add {count:d} apples"))
def add(basket, count):
    basket.append("apple")


@then(parsers.parse("the basket holds {count:d} pieces"))
def holds(basket, count):
    return len(basket) == count


@pytest_bdd.then("it is not empty")
def is_not_empty(basket):
    if not basket:
        return not basket
    return basket != []
