"""What is kept from one build to the next is given back for the same inputs only, and can be deleted at any time."""

from types import SimpleNamespace

import pytest

import reuse_work
from committed import begin
from factbook.ground.problem import ProblemError
from factbook.review import store as store_module
from factbook.review.store import Store, open_store


@pytest.fixture
def made():
    return []


def make(made, what):
    def run():
        made.append(what)
        return what.encode()

    return run


def test_what_was_made_is_made_once(tmp_path, made):
    for store in (Store(tmp_path / "kept"), Store(tmp_path / "kept")):
        assert store.recall("page", "from this", make(made, "that")) == b"that"
    assert made == ["that"]


@pytest.mark.parametrize(("kind", "depends_on"), [("page", "from this too"), ("picture", "from this"), ("page", "")])
def test_another_input_or_kind_is_made_anew(tmp_path, made, kind, depends_on):
    store = Store(tmp_path)
    store.recall("page", "from this", make(made, "that"))
    assert store.recall(kind, depends_on, make(made, "other")) == b"other"


def test_without_a_folder_all_is_made_each_time(made):
    for _ in range(2):
        assert Store().recall_text("page", "from this", lambda: made.append(1) or "that") == "that"
    assert len(made) == 2


def test_a_folder_that_cannot_be_written_costs_time_and_no_build(tmp_path, made):
    (tmp_path / "kept").write_text("a file is in the way")
    assert Store(tmp_path / "kept").recall("page", "from this", make(made, "that")) == b"that"


def test_what_failed_is_not_kept(tmp_path, made):
    def fail():
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Store(tmp_path).recall("page", "from this", fail)
    assert Store(tmp_path).recall("page", "from this", make(made, "that")) == b"that"


def test_what_was_asked_for_longest_ago_goes_first(tmp_path, monkeypatch, made):
    monkeypatch.setattr(store_module, "MAX_FILES", 2)
    store = Store(tmp_path)
    for name in "abc":
        store.recall("page", name, make(made, name))
    store.recall("page", "a", make(made, "again"))
    store.prune()
    assert len(list(tmp_path.iterdir())) == 2
    made.clear()
    store.recall("page", "a", make(made, "a"))
    store.recall("page", "c", make(made, "c"))
    assert made == []


def test_any_text_can_be_depended_on(tmp_path, made):
    assert Store(tmp_path).recall("page", "a lone \ud800", make(made, "that")) == b"that"


def test_a_folder_in_the_repository_is_refused(tmp_path):
    root = begin(tmp_path / "shop", {".factbook/page-1": "<script>"}, "Slip something in")
    with pytest.raises(ProblemError) as refused:
        open_store(root)
    assert str(refused.value).startswith(".factbook/page-1:1:1: this folder is in the repository")


def test_another_state_of_the_code_makes_all_anew(tmp_path, made):
    Store(tmp_path, "one").recall("page", "from this", make(made, "that"))
    assert Store(tmp_path, "two").recall("page", "from this", make(made, "other")) == b"other"


def test_a_first_build_says_what_takes_long_and_the_next_ones_are_quiet(tmp_path, caplog):
    (tmp_path / "mkdocs.yml").touch()
    for _ in range(2):
        with caplog.at_level("INFO"):
            reuse_work.on_config(SimpleNamespace(extra={}, config_file_path=str(tmp_path / "mkdocs.yml")))
    (record,) = caplog.records
    assert record.levelname == "INFO"
    assert record.message.startswith("The first build works out what would break each claim")


def test_other_code_begins_anew_and_without_a_folder_nothing_does(tmp_path):
    assert [Store(tmp_path, code).begin() for code in ("one", "one", "two")] == [True, False, True]
    assert not Store().begin()
