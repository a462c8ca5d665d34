def test_barrel(tmp_path):
    (tmp_path / "a").write_text("b")
    assert (tmp_path / "a").read_text() == "b"


test_barrel()
