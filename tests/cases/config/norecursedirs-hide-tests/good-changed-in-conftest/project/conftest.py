def pytest_configure(config):
    config.getini("norecursedirs").remove("build")
