collect_ignore = ["test_totals.py", "setup.py", "test_generated.py"]
