from pytest_bdd import given, parsers, scenarios, step, then, when

scenarios("features")


@given(parsers.cfparse("a cart of {number:d} things:"))
def cart(datatable):
    pass


@when(parsers.re(r"(?P<number>\d+) (people|person) look"))
def look(number):
    pass


@step(parsers.parse('the user "{name}" pays'))
def pays(name):
    pass


@then("all is well")
def well():
    pass
