BOARDS = ("uno", "nano")


def pytest_configure(config):
    for board in BOARDS:
        config.addinivalue_line("markers", f"board_{board}: runs on the {board} board")
