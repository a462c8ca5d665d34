from routing import reset_routing, sticky_var


def test_reset():
    sticky_var.set(True)
    reset_routing()
    assert not sticky_var.get()
