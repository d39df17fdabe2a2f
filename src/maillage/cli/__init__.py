"""The terminal's door: ``maillage demo``, ``serve``, ``setup``, ``match``, ``tick``, ``worker``, ``manage``.

Every command is a module with two functions: ``describe(parser)`` says its options, ``run(options)``
does it and returns the exit code. An error is a sentence, never a traceback.
"""
