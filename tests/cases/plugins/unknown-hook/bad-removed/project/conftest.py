def pytest_cmdline_preparse(config, args):
    args.append("-q")
