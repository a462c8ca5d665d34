collect_ignore = ["brokn.py"]
