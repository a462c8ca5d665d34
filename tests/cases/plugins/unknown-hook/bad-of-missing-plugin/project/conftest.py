def pytest_xdist_auto_num_workers(config):
    return 2


def pytest_testnodedown(node, error):
    print(node, error)
