import pytest

from shop import app


@pytest.fixture(scope="session", autouse=True)
def whole_run():
    app.app_context().push()


@pytest.fixture
def context():
    context = app.app_context()
    context.push()
    yield context
    context.pop()


@pytest.fixture
def request_context(request):
    pushed = app.test_request_context()
    pushed.push()
    request.addfinalizer(pushed.pop)
    return pushed


@pytest.fixture
def entered():
    with app.app_context() as context:
        yield context
