"""How good a briefing is: gold labels, scores, invariants, statistics and the gate that stops a bad change."""
