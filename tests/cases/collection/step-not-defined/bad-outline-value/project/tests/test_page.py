from pytest_bdd import given, scenarios

scenarios("page.feature")


@given("a page", target_fixture="page")
def page():
    return "<b>"
