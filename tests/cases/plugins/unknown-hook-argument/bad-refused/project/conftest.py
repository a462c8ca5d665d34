def pytest_report_header(config, startdir):
    return f"in {startdir}"
