html = 1
