import importlib.util

import pytest

if importlib.util.find_spec("xdist"):

    def pytest_xdist_auto_num_workers(config):
        return 2


try:
    import pytest_html
except ImportError:
    pytest_html = None
else:

    def pytest_html_report_title(report):
        report.title = pytest_html.__name__


if tuple(map(int, pytest.__version__.split(".")[:2])) < (7, 0):

    def pytest_ignore_collect(path, config):
        return None
