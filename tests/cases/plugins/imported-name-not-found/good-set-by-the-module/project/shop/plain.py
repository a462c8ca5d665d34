def sell():
    return 1


def buy():
    return 2
