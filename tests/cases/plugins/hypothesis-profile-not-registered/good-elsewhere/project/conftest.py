from profiles import register

register()
