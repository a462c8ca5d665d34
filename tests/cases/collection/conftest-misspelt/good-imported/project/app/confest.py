class Confest:
    pass
