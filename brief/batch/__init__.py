"""Many documents: each briefed once, whatever happens to the machine in between.

`inputs` finds the documents, `running` has them briefed (by `workers`, by one event loop, or by a cluster), `outputs`
keeps the lines and `ledger` what is done. How one document is briefed is for `brief.pipeline`.
"""
