"""Rooms, desks, workshops that can be booked, and their bookings.

A ``Space`` belongs to a place. A ``Booking`` says what was asked, once or again and again; each of its dates
is an ``Occurrence``: asked → held → used, or released, missed, cancelled. That two never share a unit is kept
by the database itself. Who finds no room waits (``Waiting``), and is served as soon as something is freed.
"""
