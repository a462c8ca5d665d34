from sqlalchemy import event, text

import store

SEEN = []


def note(*args):
    SEEN.append(args[2])


def ask(number):
    with store.engine.connect() as connection:
        connection.execute(text(f"select {number}"))


def test_seen(request):
    event.listen(store.engine, "before_cursor_execute", note)
    request.addfinalizer(lambda: event.remove(store.engine, "before_cursor_execute", note))
    ask(1)
    assert SEEN == ["select 1"]


def test_unseen():
    ask(2)
    assert "select 2" not in SEEN
