"""A memory gives back what was made only as long as all that it was made from is equal."""

import gc

import pytest

from factbook.ground.memory import MANY, Memory, without_collector


def test_equal_inputs_give_what_was_made_before_and_others_are_made_anew():
    memory, made = Memory(), []

    def recall(place, inputs):
        return memory.recall(place, inputs, lambda: made.append((place, inputs)) or len(made))

    assert [recall("a", [1]), recall("a", [1]), recall("b", [1]), recall("a", [2]), recall("a", [1])] == [1, 1, 2, 3, 4]


def test_what_is_forgotten_is_made_anew():
    memory = Memory()
    memory.recall("a", 1, list)
    memory.forget("a")
    memory.forget("never known")
    assert memory.recall("a", 1, lambda: ["new"]) == ["new"]


def test_an_equal_value_is_the_very_one_of_the_last_time():
    memory, first = Memory(), [1, 2]
    assert memory.same("a", first) is first
    assert memory.same("a", [1, 2]) is first
    assert memory.same("a", [3]) == [3]


def test_what_nobody_has_asked_for_is_forgotten():
    memory = Memory()
    memory.recall("gone", 1, list)
    memory.recall("stays", 1, lambda: "made")
    memory.forget_rest()
    memory.recall("stays", 1, never)
    memory.forget_rest()
    assert memory.recall("stays", 1, never) == "made"
    assert memory.recall("gone", 1, lambda: "anew") == "anew"


def never():
    raise AssertionError("made anew")


def test_what_was_written_and_read_is_known_as_before():
    memory = Memory()
    made = memory.recall(("page", "a"), {"text": "a"}, lambda: ["made"])
    memory.same("site", (1, 2))
    memory.passing.recall("on the way", 1, lambda: lambda: None)  # could not be written
    read = Memory.read(memory.write())
    assert read.recall(("page", "a"), {"text": "a"}, never) == made
    assert read.same("site", (1, 2)) == (1, 2)
    assert read.recall(("page", "a"), {"text": "b"}, lambda: "anew") == "anew"
    assert read.passing.recall("on the way", 1, lambda: "anew") == "anew"


def test_what_was_one_thing_is_one_thing_again():
    memory, one = Memory(), ["one"]
    memory.recall("a", 1, lambda: one)
    memory.recall("b", 1, lambda: [one])
    read = Memory.read(memory.write())
    assert read.recall("b", 1, never)[0] is read.recall("a", 1, never)


def test_a_memory_knows_whether_it_has_changed():
    memory = Memory()
    assert not memory.is_changed
    memory.recall("a", 1, list)
    assert memory.is_changed
    read = Memory.read(memory.write())
    read.recall("a", 1, never)
    assert not read.is_changed
    read.forget("a")
    assert read.is_changed


def test_the_collector_is_on_again_also_after_an_error():
    @without_collector()
    def fail():
        raise ValueError(f"the collector is on: {gc.isenabled()}")

    with pytest.raises(ValueError, match="on: False"):
        fail()
    assert gc.isenabled()


def test_much_that_was_made_without_the_collector_counts_as_old_when_it_is_on_again():
    with without_collector():
        made = [[number] for number in range(MANY + 1)]
    assert gc.isenabled()
    old = {id(one) for one in gc.get_objects(generation=2)}
    assert all(id(one) in old for one in made)


def test_what_is_frozen_stays_frozen():
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with without_collector():
            made = [[number] for number in range(MANY + 1)]
        assert made
        assert gc.get_freeze_count() >= frozen - 10  # a few may be dropped
    finally:
        gc.unfreeze()
