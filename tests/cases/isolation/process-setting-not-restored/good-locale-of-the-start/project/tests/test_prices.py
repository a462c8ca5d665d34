import locale


def test_price_is_written_with_a_point():
    locale.setlocale(locale.LC_NUMERIC, "C")
    assert locale.format_string("%.2f", 3.5) == "3.50"


def test_names_are_sorted_by_their_bytes():
    locale.setlocale(category=locale.LC_COLLATE, locale="POSIX")
    assert sorted(["b", "B"], key=locale.strxfrm) == ["B", "b"]
