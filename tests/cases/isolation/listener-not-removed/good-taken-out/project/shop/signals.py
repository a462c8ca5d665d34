from django.dispatch import Signal

sold = Signal()


def on_sold(sender, **kwargs):
    pass
