from blinker import Namespace

names = Namespace()
sold = names.signal("sold")
