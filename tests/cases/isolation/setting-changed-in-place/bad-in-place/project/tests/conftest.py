from pytest import fixture


@fixture
def larger(settings):
    settings.NESTED["default"]["SIZE"] = 9
    yield settings
