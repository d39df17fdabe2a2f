"""Six months of a city, played through the real actions with a simulated clock.

Nouns: Fate (how a need of the demonstration is meant to end), Stage (the clock and what is to happen),
Cast (who plays), Life (one need on its way). The city is the same for the same data, date and seed.
"""
