class Door:
    is_open = True

    def close(self):
        return None


def test_close():
    door = Door()
    try:
        door.close()
        assert not door.is_open
    finally:
        door.close()
        return


def test_close_all():
    try:
        pass
    except ValueError:
        pass
    else:
        assert Door.is_open is False
    finally:
        # nothing is left

        return None
