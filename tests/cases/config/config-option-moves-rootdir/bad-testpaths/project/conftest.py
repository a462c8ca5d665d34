def pytest_report_header():
    return 'the shop'
