"""What no choice of leaders can undercut, from prices of the led alone: Lagrangian, raised by subgradients."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from planning.answers import Clock
from planning.leading_model import Ground
from planning.leading_rules import units

Whole = NDArray[np.int64]
ROUNDS = 600


def bound_of(ground: Ground, prices: Whole, left: int) -> int:
    """The bound of whole prices where `left` stay without a leader: each leader with whom it pays best to lead, in whole numbers."""
    return int(prices.sum()) + int(np.minimum(0, priced(ground, prices)[0]).sum()) - int(np.sort(np.maximum(0, prices))[::-1][:left].sum()) + shared(ground, left)


def priced(ground: Ground, prices: NDArray[np.generic]) -> tuple[NDArray[np.generic], NDArray[np.bool_]]:
    """What each leader comes to at best at these prices of the led, dearest beyond the limit as 0, and whom it then leads."""
    rules = ground.rules
    gain = np.where(ground.cost >= 0, np.minimum(0, ground.cost - prices[:, None]), 0)
    if rules.capacity < len(gain):
        dearest = np.partition(gain, rules.capacity - 1, axis=0)[: rules.capacity]
        taken, best = (gain < 0) & (gain <= dearest[-1]), dearest.sum(0)
    else:
        taken, best = gain < 0, gain.sum(0)
    best = best + units(rules.open_km) - np.r_[prices, 0][ground.own]
    best = np.where(np.argsort(np.argsort(best, kind="stable"), kind="stable") < ground.most, best, 0)
    return best, taken & (best < 0)


def shared(ground: Ground, left: int) -> int:
    """What areas cost at least: one leader for each in which more must be led than can stay without."""
    if ground.rules.areas != "prefer":
        return 0
    led = [area for area, row in zip(ground.areas, ground.led, strict=True) if area and row["key"] not in ground.leader_at]
    return units(ground.rules.area_km) * sum(led.count(area) > left for area in set(led))


def raised(ground: Ground, left: int, value: float, clock: Clock) -> Whole:
    """Prices whose bound is high, near the `value` of a plan: as many rounds as the clock allows."""
    may = ground.cost >= 0
    prices = np.where(may.any(1), np.where(may, ground.cost, np.iinfo(np.int64).max).min(1), 0) + units(ground.rules.open_km) / max(1, ground.rules.capacity)
    best, kept, step, stale, value = -np.inf, prices, 1.5, 0, value - shared(ground, left)
    for _ in range(ROUNDS):
        worth, taken = priced(ground, prices)
        out = np.argsort(-np.maximum(0, prices), kind="stable")[:left]
        bound = float(prices.sum() + np.minimum(0, worth).sum() - np.maximum(0, prices[out]).sum())
        stale = 0 if bound > best + 1e-5 * value else stale + 1
        if bound > best:
            best, kept = bound, prices
        if stale >= 15:
            step, stale, prices = step * 0.7, 0, kept
            continue
        if step < 1e-3 or value - best < 1 or clock.left() <= 0 or clock.stopped:
            break
        slope = 1.0 - taken.sum(1)
        slope[out[prices[out] > 0]] -= 1
        np.subtract.at(slope, ground.own[(ground.own >= 0) & (worth < 0)], 1)
        norm = float(slope @ slope)
        if not norm:
            break
        prices = np.maximum(0, prices + step * max(value - bound, 0.01 * value) / norm * slope)
    return np.rint(kept).astype(np.int64)
