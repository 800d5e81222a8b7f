"""How the program runs: the embedded PostgreSQL, the processes, and what to say when it can't.

Nothing in this folder needs Django's settings, except `boot`, `web` and `work`, which run in
processes of their own. So the supervisor stays small and can speak before anything is set up.
"""
