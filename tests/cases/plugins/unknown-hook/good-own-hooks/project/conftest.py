import hooks


def pytest_addhooks(pluginmanager):
    pluginmanager.add_hookspecs(hooks)


def pytest_ports_opened(port):
    print(port)
