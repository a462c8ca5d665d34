"""Runs until somebody stops it."""

import os
import pathlib
import time

pathlib.Path("clock.pid").write_text(str(os.getpid()))
time.sleep(30)
