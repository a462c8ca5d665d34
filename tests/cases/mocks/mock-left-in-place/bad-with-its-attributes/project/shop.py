class Till:
    drawer = None


till = Till()
