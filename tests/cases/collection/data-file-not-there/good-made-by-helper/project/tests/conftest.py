from tests.helpers.samples import make_sample_files


def pytest_sessionstart():
    make_sample_files()
