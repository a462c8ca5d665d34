from pathlib import Path

from pytest import hookimpl, mark


@hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session, config, items):
    if config.getoption("--gpu"):
        return
    skip = mark.skip(reason="needs --gpu")
    for each in list(items):
        each.add_marker(skip)


HERE = Path(__file__).parent
