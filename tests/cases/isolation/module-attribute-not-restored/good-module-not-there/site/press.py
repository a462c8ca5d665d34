rows = 3
