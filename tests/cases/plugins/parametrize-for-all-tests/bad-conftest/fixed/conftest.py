def pytest_generate_tests(metafunc):
    if "price" in metafunc.fixturenames:
        metafunc.parametrize("price", [1, 2])
