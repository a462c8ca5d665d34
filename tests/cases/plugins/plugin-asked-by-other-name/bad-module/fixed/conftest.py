import pytest


@pytest.fixture(autouse=True)
def patient(request):
    plugin = request.config.pluginmanager.get_plugin("timeout")
    if plugin is None:
        pytest.fail("no timeout")
