globals()["CONFG"] = {}
CONF = {}
