"""Which bare lines of a plain text are headings and list items: the evidence, and its weights.

`lines` says what a line and its neighbours look like, `evidence` what of that speaks for which
kind, `weights` how much. The weights are fitted by `training/fit_weights.py`; `DATA.md` says to what.
"""
