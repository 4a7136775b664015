"""The app: documents dropped on a page, verdicts beside the words they rest on, decisions, sign-off.

On this machine only.
"""
