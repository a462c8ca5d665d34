from pytest_bdd import given, parsers, scenarios, then, when

scenarios("eat.feature")


@given(parsers.parse("there are {count:d} cucumbers"), target_fixture="plate")
def plate(count):
    return {"n": count}


@when(parsers.cfparse("I eat {count:d} cucumbers"))
def eat(plate, count):
    plate["n"] -= count


@then(parsers.parse("I have {count:d} cucumbers"))
def left(plate, count):
    assert plate["n"] == count
