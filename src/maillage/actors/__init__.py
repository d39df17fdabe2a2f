"""Whoever plays a part in the network, with or without legal existence, and the people in it.

Nouns: Actor, Membership (a person's dated role in an actor).
"""
