"""What a share of so few items proves: exact intervals, an exact paired test, the smallest difference to be seen.

Everything is computed from first principles on plain numbers; resampling whole documents is in `resampling`.
"""

from __future__ import annotations

import math

__all__ = ["CONFIDENCE", "beta_cdf", "clopper_pearson", "mcnemar", "smallest_difference"]

CONFIDENCE = 0.95
_TINY = 1e-300


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz's method).

    >>> round(beta_cdf(0.5, 2, 3), 4), beta_cdf(0.0, 2, 3), beta_cdf(1.0, 2, 3)
    (0.6875, 0.0, 1.0)
    """
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1.0 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    value = d
    for m in range(1, 100_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + term * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + term / c
            c = c if abs(c) > _TINY else _TINY
            value *= c * d
        if abs(c * d - 1.0) < 1e-15:
            break
    return value


def _beta_quantile(share: float, a: float, b: float) -> float:
    """Where the beta distribution has this share below: Newton's steps, and a half of the bracket where one leaves it.

    Halving alone takes 55 looks at the distribution; this takes 6 to 10.
    """
    low, high = 0.0, 1.0
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    at = a / (a + b)
    for _ in range(200):
        over = beta_cdf(at, a, b) - share
        low, high = (low, at) if over > 0 else (at, high)
        density = math.exp((a - 1) * math.log(at) + (b - 1) * math.log1p(-at) - log_beta)
        step = at - over / density if density > _TINY else low
        if not low < step < high:
            step = (low + high) / 2
        if abs(step - at) <= 1e-14 * at or step in (low, high):
            return step
        at = step
    return at


def clopper_pearson(hits: int, total: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The exact interval of a share: the shares that `hits` of `total` does not speak against.

    >>> [round(end, 4) for end in clopper_pearson(0, 10)]
    [0.0, 0.3085]

    Raises:
        ValueError: If there are more hits than items, or none of both.
    """
    if not 0 <= hits <= total or not total:
        raise ValueError(f"{hits} of {total} is no share")
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else _beta_quantile(tail, hits, total - hits + 1)
    high = 1.0 if hits == total else _beta_quantile(1 - tail, hits + 1, total - hits)
    return low, high


def mcnemar(lost: int, gained: int) -> float:
    """The exact two-sided p of a paired test: that chance alone turned `lost` items one way and `gained` the other.

    >>> mcnemar(0, 0), mcnemar(6, 0), round(mcnemar(8, 2), 4)
    (1.0, 0.03125, 0.1094)
    """
    total = lost + gained
    tail = sum(math.comb(total, n) for n in range(min(lost, gained) + 1))
    return min(1.0, float(2 * tail / 2**total))


def smallest_difference(gained: int, total: int, confidence: float = CONFIDENCE) -> float | None:
    """The smallest net loss, as a share of `total` paired items, that the paired test could have told from chance.

    Args:
        gained: How many items turned for the better at the same time; each makes losses harder to see.
        total: How many items there are.

    Returns:
        None where even the loss of every other item would not be told from chance.

    >>> smallest_difference(0, 100), smallest_difference(0, 5)
    (0.06, None)
    """
    for lost in range(gained, total - gained + 1):
        if mcnemar(lost, gained) <= 1 - confidence:
            return (lost - gained) / total
    return None
