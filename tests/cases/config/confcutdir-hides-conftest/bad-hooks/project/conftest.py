def pytest_report_header():
    return 'shop'
