from shop.menu import menu


def test_all():
    menu.dishes = menu.all_dishes
    assert len(menu.dishes) == 2


def test_first():
    menu.dishes = menu.all_dishes
    assert menu.dishes[0] == "soup"
