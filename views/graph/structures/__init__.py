"""Ways of organising drawn so that each reads at a glance, from general parts: tiers, pairs, seats, a cross table, steps, a calendar."""
