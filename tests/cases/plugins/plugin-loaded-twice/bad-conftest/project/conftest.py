pytest_plugins = ["xdist.plugin"]
