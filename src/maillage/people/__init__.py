"""People and what they may do: Person (human), User (login only), Role (per territory).

A person's past (public, private, association, start-up) is her Path; it belongs to the profile.
"""
