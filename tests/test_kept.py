"""What takes long is made once for the same inputs, also by another build, and nothing half-made is ever read."""

import pytest

from factbook.page.kept import keep


def test_equal_inputs_give_what_was_made_before_and_others_are_made_anew(tmp_path):
    made = []

    def make():
        made.append(len(made))
        return b"%d" % len(made)

    path = tmp_path / "picture.png"
    assert [keep(path, inputs, make) for inputs in (["a", 1], ["a", 1], ["a", 2], ["a", 1])] == [b"1", b"1", b"2", b"1"]
    assert sorted(file.suffix for file in tmp_path.iterdir()) == [".png", ".png"]


def test_what_could_not_be_made_is_not_there(tmp_path):
    def fail():
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        keep(tmp_path / "a.css", 1, fail)
    assert not list(tmp_path.iterdir())
    assert keep(tmp_path / "a.css", 1, lambda: b"x") == b"x"
