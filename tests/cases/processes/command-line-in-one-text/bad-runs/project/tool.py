print("tool 1.2")
