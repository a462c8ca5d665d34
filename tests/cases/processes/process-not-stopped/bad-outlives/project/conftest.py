import os
import pathlib
import time


def pytest_terminal_summary(terminalreporter):
    file = pathlib.Path("clock.pid")
    number = int(file.read_text())
    file.unlink()
    time.sleep(0.2)
    try:
        os.kill(number, 9)
        terminalreporter.write_line("the clock still runs")
    except ProcessLookupError:
        terminalreporter.write_line("the clock has stopped")
