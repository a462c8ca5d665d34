import subprocess

import pytest


@pytest.fixture(autouse=True)
def no_programs(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: None)
