def pytest_report_header(config, start_path):
    return f"in {start_path}"
