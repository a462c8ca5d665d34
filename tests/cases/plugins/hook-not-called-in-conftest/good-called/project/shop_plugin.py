def pytest_load_initial_conftests(early_config, parser, args):
    args[:] = ['-q', *args]
