import pytest

from shop import create_app


@pytest.fixture
def context(request):
    context = create_app().app_context()
    context.push()
    request.addfinalizer(context.pop)
    return context
