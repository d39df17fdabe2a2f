"""What is due by itself: the round that the worker, the command line and the scenario all make.

Nouns: Duty (one thing the service owes at a date), round (every duty of a territory, once).
A round can be made as often as one likes: each duty is done once, however many rounds are made.
"""
