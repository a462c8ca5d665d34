def pytest_cmdline_parse(pluginmanager, args):
    args.append("-q")
