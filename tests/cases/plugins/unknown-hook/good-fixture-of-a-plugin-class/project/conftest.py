import pytest


def pytest_configure(config):
    class Kitchen:
        @pytest.fixture(params=["gas", "steam"])
        def stove(self, request):
            return request.param

    config.pluginmanager.register(Kitchen(), "kitchen")
