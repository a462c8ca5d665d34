def pytest_ports_opened(port):
    """Called when a port was opened."""
