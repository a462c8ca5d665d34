SINCE_3_0 = True
SINCE_3_1 = False
