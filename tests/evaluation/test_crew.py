"""Work spread over processes, which nobody may be able to tell from work done by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest

from brief.errors import NothingMeasured
from brief.evaluation.crew import Crew, count_workers


def squares(numbers: Iterable[int]) -> Iterator[int]:
    return (number**2 for number in numbers)


def in_twos(numbers: Iterable[int]) -> Iterator[int]:
    """Takes an item more than it has given results."""
    waiting: list[int] = []
    for number in numbers:
        waiting.append(number)
        if len(waiting) == 2:
            yield waiting.pop(0) ** 2
    yield from squares(waiting)


@pytest.mark.parametrize("workers", [1, 2, 3, 50])
@pytest.mark.parametrize("work", [squares, in_twos])
def test_results_come_in_the_order_of_the_items(work: object, workers: int) -> None:
    assert callable(work)
    assert Crew(work, range(20), workers=workers, first=[19, 3]).results() == [n**2 for n in range(20)]
    assert Crew(work, [], workers=workers).results() == []


def test_other_processes_do_it() -> None:
    def tell(items: Iterable[int]) -> Iterator[int]:
        return (os.getpid() for _ in items)

    assert os.getpid() not in Crew(tell, range(4), workers=2).results()
    assert {os.getpid()} == set(Crew(tell, range(4), workers=1).results())


def test_a_process_that_dies_is_told_and_nothing_is_made_up() -> None:
    def die(items: Iterable[int]) -> Iterator[int]:
        for item in items:
            if item == 3:
                os._exit(9)
            yield item

    with pytest.raises(NothingMeasured, match="worker process"):
        Crew(die, range(8), workers=2).results()


def test_a_process_for_each_processor() -> None:
    assert 1 <= count_workers() <= (os.cpu_count() or 1)
