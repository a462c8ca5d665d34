def pytest_generate_tests(metafunc):
    metafunc.parametrize("price", [1, 2])
