collect_ignore = ["broken.py"]
