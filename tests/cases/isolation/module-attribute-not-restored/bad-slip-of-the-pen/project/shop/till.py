class Till:
    rounding = "up"


till = Till()
