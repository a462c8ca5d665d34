ORDER = {"id": 1, "lines": ["apple"]}
