"""Full-text search over a territory's documents, whatever they describe: one interface, two databases.

Nouns: Document (what is searched), SearchQuery (what is asked), SearchPage (what is found, and why in this
order). It knows nothing of actors: whoever owns a thing writes its document in the transaction of the thing.
"""
