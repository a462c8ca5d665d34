from ports.names import *

class Port:
    pass
