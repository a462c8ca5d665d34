def pytest_generate_tests(metafunc):
    if "price" not in metafunc.fixturenames:
        return
    metafunc.parametrize("price", [1, 2])
