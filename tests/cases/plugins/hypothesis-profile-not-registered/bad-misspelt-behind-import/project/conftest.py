from helpers import profiles

profiles.register()
