LIMITS = [3, 4]
