from pytest_bdd import given, parsers, scenarios, then, when

scenarios("eat.feature")


@given(parsers.re(r"there are (?P<count>\d+) ?(?P<what>\w*)"), target_fixture="plate")
def plate(count):
    return {"n": int(count)}


@when(parsers.parse("the cat eats {count:d}"))
@when(parsers.cfparse("the dog eats {count:Number}", extra_types={"Number": int}))
def eat(plate, count):
    plate["n"] -= count


@then(parsers.parse("I have {count:d}"))
def left(plate, count):
    assert plate["n"] == count


@then(parsers.parse("the page shows {tag}"))
def shows(tag):
    assert tag in ("<b>", "<i>")
