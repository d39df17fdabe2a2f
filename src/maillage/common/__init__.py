"""What every part needs: the clock, opaque references, the journal, letters and the outbox.

Nouns: JournalEntry (an append-only fact), OutboundMessage (an e-mail to be sent once).
Life of a message: queued → sending → sent, or queued again after a failure, or failed for good.
"""
