"""A memory gives back what was made only as long as all that it was made from is equal."""

from factbook.ground.memory import Memory


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
