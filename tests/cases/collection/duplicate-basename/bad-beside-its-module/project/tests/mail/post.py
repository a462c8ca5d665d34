SEND = True
